import { Injectable } from '@nestjs/common';
import { Databases, isoUtc, TenantDb } from '#libs/database';
import { asOwner, inTransaction } from '#libs/migrations';
import { currentTenant } from '#libs/request-context';
import { archivable, nextArchiving } from './audit-archive.queries.js';
import { moveToArchive } from './audit-archive.writes.js';

const ROWS_AT_ONCE = 1_000;
/** After so many batches other tenants come first. */
const MAX_BATCHES = 50;

/** Moves entries that are older than a year out of the current tenant's log. Their seals stay where they are. */
@Injectable()
export class AuditArchiver {
  constructor(
    private readonly db: TenantDb,
    private readonly databases: Databases,
  ) {}

  /** How many would move now. */
  count(): Promise<number> {
    return this.db.count(archivable, {});
  }

  /** Batch by batch, each of which stays when a later one fails. @returns how many have moved, and whether there may be more */
  async move(): Promise<{ readonly moved: number; readonly isDone: boolean }> {
    const { schema } = currentTenant();
    return this.databases.asMigrator(async (client) => {
      const { text, values } = moveToArchive(schema, ROWS_AT_ONCE);
      let moved = 0;
      for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
        const { rowCount } = await inTransaction(client, async () => {
          await client.query(asOwner(this.databases.isolation));
          return client.query(text, [...values]);
        });
        moved += rowCount ?? 0;
        if ((rowCount ?? 0) < ROWS_AT_ONCE) return { moved, isDone: true };
      }
      return { moved, isDone: false };
    });
  }

  async nextTime(): Promise<Date | null> {
    const at = (await this.db.one(nextArchiving, {}))?.at;
    return at ? new Date(isoUtc(at)) : null;
  }
}
