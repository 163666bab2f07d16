import { Injectable } from '@nestjs/common';
import { isDuplicate, TenantDb } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { NO_SEAL, sealsOf, type ChainEnd } from './seal-chain.js';
import { lastSeal, oldestUnsealed, secondsSinceSeal, unsealedRows, type UnsealedRow } from './seal.queries.js';
import { insertSeals } from './seal.writes.js';

const ROWS_AT_ONCE = 500;

/** Chains the entries of the current tenant's audit log, a few seconds behind those who write them, so that nobody waits for the chain. */
@Injectable()
export class AuditSealer {
  constructor(private readonly db: TenantDb) {}

  /** Of several processes at once one seals. @returns how many were sealed; null for too many to be the last */
  async sealSome(): Promise<number | null> {
    const { schema } = currentTenant();
    const [end, found] = await this.db.batch(
      lastSeal.bind(schema, {}),
      unsealedRows.bind(schema, { limit: ROWS_AT_ONCE }),
    );
    const rows = found!.rows as unknown as UnsealedRow[];
    if (rows.length === 0) return 0;
    const last = (end!.rows[0] as ChainEnd | undefined) ?? NO_SEAL;
    const seals = sealsOf(
      last,
      rows.map(({ id, hash }) => ({ auditLogId: id, rowHash: hash! })),
    );
    try {
      await this.db.batch(insertSeals(schema, rows, seals));
    } catch (error) {
      if (isDuplicate(error, 'audit_seals_pkey')) return null;
      throw error;
    }
    return rows.length < ROWS_AT_ONCE ? rows.length : null;
  }

  /** Whether something was sealed so lately that whoever writes now may rely on a run that is over. */
  async hasSealedWithin(seconds: number): Promise<boolean> {
    const last = await this.db.one(secondsSinceSeal, {});
    return last !== undefined && last.seconds < seconds;
  }

  /** How long the oldest entry has waited; null where all are sealed. */
  async waitingSeconds(): Promise<number | null> {
    return (await this.db.one(oldestUnsealed, { afterSeconds: 0 }))?.seconds ?? null;
  }
}
