import type { Operation } from './described-api.js';

/** Tries every operation, and tells all that failed: one faulty operation must not hide the others. */
export async function faultsOfEach(
  operations: readonly Operation[],
  examine: (operation: Operation) => Promise<void>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const operation of operations) {
    try {
      await examine(operation);
    } catch (error) {
      faults.push(`${operation.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return faults;
}
