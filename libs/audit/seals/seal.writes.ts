// Past the unit of work: seals are made of entries of the audit log, which need none themselves.
import { insertRows, type Statement } from '#libs/database';
import type { Seal } from './seal-chain.js';
import type { UnsealedRow } from './seal.queries.js';

const columns = {
  sequence: 'bigint',
  audit_log_id: 'uuid',
  audit_created_at: 'timestamptz',
  row_hash: 'varchar',
  previous_hash: 'varchar',
  chain_hash: 'varchar',
} as const;

/** Refused where another process has made the next seal meanwhile. */
export function insertSeals(schema: string, rows: readonly UnsealedRow[], seals: readonly Seal[]): Statement {
  return insertRows(
    schema,
    'audit_seals',
    columns,
    seals.map((seal, index) => ({
      sequence: seal.sequence,
      audit_log_id: seal.auditLogId,
      audit_created_at: rows[index]!.at,
      row_hash: seal.rowHash,
      previous_hash: seal.previousHash,
      chain_hash: seal.chainHash,
    })),
  );
}
