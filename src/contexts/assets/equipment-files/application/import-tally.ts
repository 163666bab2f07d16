import { columnAt } from './equipment-columns.js';
import type { ImportCounts } from './import-equipment.js';
import type { WrittenBatch } from './import-batch.service.js';
import type { ImportedRow, RowFault } from './import-row.js';

export const nothingImported: ImportCounts = {
  ...{ rows: 0, created: 0, updated: 0, unchanged: 0, linked: 0, failed: 0, faults: 0 },
  ...{ createdFacilities: 0, createdBuildings: 0 },
};

/** Adds what came of some lines. */
export function counted(
  before: ImportCounts,
  rows: number,
  written: WrittenBatch,
  faults: readonly RowFault[],
): ImportCounts {
  return {
    rows: before.rows + rows,
    created: before.created + written.created,
    updated: before.updated + written.updated,
    unchanged: before.unchanged + written.unchanged,
    linked: before.linked,
    failed: before.failed + new Set(faults.map(({ line }) => line)).size,
    faults: before.faults + faults.length,
    createdFacilities: before.createdFacilities + written.createdFacilities,
    createdBuildings: before.createdBuildings + written.createdBuildings,
  };
}

/** The faults of lines that were refused. @param columnOf the name of a column in the file, by what it is read as */
export function faultsOf(written: WrittenBatch, columnOf: (field: string) => string): RowFault[] {
  return written.refused.flatMap(({ row: { line }, refusal }): RowFault[] => {
    const { errors } = refusal.extra;
    if (!errors || errors.length === 0) return [{ line, column: null, code: refusal.code, detail: refusal.message }];
    return errors.map(({ pointer, code, detail }) => ({ line, column: columnOf(columnAt(pointer)), code, detail }));
  });
}

/** Numbers of the lines so far, to tell which come twice. */
export class SeenNumbers {
  private readonly lines = new Map<string, number>();

  /** @returns the line that has the number already */
  add({ number, line }: Pick<ImportedRow, 'number' | 'line'>): number | undefined {
    if (number === '') return undefined;
    const key = number.toLowerCase();
    const earlier = this.lines.get(key);
    if (earlier === undefined) this.lines.set(key, line);
    return earlier;
  }
}
