import { defineOperation } from '#libs/operations';

export const importModes = ['dry_run', 'all_or_nothing', 'valid_only'] as const;
export type ImportMode = (typeof importModes)[number];

export interface ImportOptions {
  readonly uploadId: string;
  readonly mode: ImportMode;
  /** What to read columns of the file as; null leaves one out. Those that are not named are guessed. */
  readonly mapping: readonly MappedColumn[];
  /** Whose numbers and dates the file has; without it those of programs. */
  readonly locale?: string | null;
  /** Whether lines may change machines that there are. */
  readonly upsert: boolean;
  readonly createPlaces: boolean;
  /** Whether an empty cell clears what a machine has. */
  readonly clearEmpty: boolean;
}

export interface MappedColumn {
  readonly column: string;
  readonly field: string | null;
}

export interface ImportRequest extends ImportOptions {
  readonly isWorkbook: boolean;
  /** What the caller could do when asking. */
  readonly caller: {
    readonly linkedTo: string | null;
    readonly maySetCosts: boolean;
    readonly mayDecommission: boolean;
  };
}

export interface ImportCounts {
  /** Lines that were read, those with faults included. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Machines that became part of another one, or of none. */
  readonly linked: number;
  /** Lines with faults. */
  readonly failed: number;
  readonly faults: number;
  readonly createdFacilities: number;
  readonly createdBuildings: number;
}

export interface ImportReport extends ImportCounts {
  readonly mode: ImportMode;
  /** Whether anything of it stays. */
  readonly applied: boolean;
  readonly columns: readonly MappedColumn[];
  readonly encoding: string | null;
  readonly separator: string | null;
  /** The address of the list of faults; null where there are none. */
  readonly faultsPath: string | null;
}

/** Adds and changes machines as the lines of a file say. */
export const importEquipment = defineOperation<ImportRequest, ImportReport>('equipment.import', {
  timeLimitSeconds: 1_800,
});
