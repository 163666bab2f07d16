import { DomainError } from './domain-error.js';
import { invalidFields } from './usual-refusals.js';

/** The value of a promise that `Promise.allSettled` has awaited, for `checkAll`. @throws the reason of a rejection */
export function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

type Answers<T extends readonly (() => unknown)[]> = { [K in keyof T]: ReturnType<T[K]> };

/**
 * Runs all checks, also after one has failed, so that one response names every wrong field.
 * @throws DomainError 422; a refusal of another kind is thrown at once
 */
export function checkAll<T extends readonly (() => unknown)[]>(...checks: T): Answers<T> {
  const faults: DomainError[] = [];
  const answers = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return void faults.push(error);
    }
  });
  if (faults.length === 1) throw faults[0]!;
  if (faults.length === 0) return answers as Answers<T>;
  throw invalidFields(faults.flatMap((fault) => fault.extra.errors ?? []));
}
