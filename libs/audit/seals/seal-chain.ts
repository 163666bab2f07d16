import { createHash } from 'node:crypto';

/** What the first seal follows. */
export const NO_SEAL: ChainEnd = { sequence: 0, chainHash: '0'.repeat(64) };

/** The last link of a chain: as long as it is kept elsewhere, nothing before it can be changed or cut off unseen. */
export interface ChainEnd {
  readonly sequence: number;
  readonly chainHash: string;
}

export interface SealedRow {
  readonly auditLogId: string;
  /** Of the whole row. */
  readonly rowHash: string;
}

export interface Seal extends SealedRow, ChainEnd {
  readonly previousHash: string;
}

/** The seal of a row behind the last one. */
export function nextSeal({ sequence: last, chainHash: previousHash }: ChainEnd, row: SealedRow): Seal {
  const sequence = last + 1;
  const linked = [sequence, row.auditLogId, row.rowHash, previousHash].join('\n');
  return { ...row, sequence, previousHash, chainHash: createHash('sha256').update(linked).digest('hex') };
}

/** The seals of rows, one after another. */
export function sealsOf(end: ChainEnd, rows: readonly SealedRow[]): Seal[] {
  const seals: Seal[] = [];
  for (const row of rows) seals.push(nextSeal(seals.at(-1) ?? end, row));
  return seals;
}
