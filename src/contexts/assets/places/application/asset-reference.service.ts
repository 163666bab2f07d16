import { Injectable } from '@nestjs/common';
import { isInUse, TenantDb, type PreparedQuery } from '#libs/database';
import { DomainError } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';

export type AssetKind = 'facility' | 'building' | 'equipment';
export type ReferenceCount = PreparedQuery<{ id: string }, { count: string | number | bigint }>;

/**
 * What points at facilities, buildings and machines, so that a refusal to delete one can say why. The contexts below add
 * theirs when they start: assets cannot know them.
 */
@Injectable()
export class AssetReferenceService {
  private readonly counts: Readonly<Record<AssetKind, Map<string, ReferenceCount>>> = {
    facility: new Map(),
    building: new Map(),
    equipment: new Map(),
  };

  constructor(private readonly db: TenantDb) {}

  /** @param name of what refers, in the answer's words: `workOrders` */
  register(kind: AssetKind, name: string, count: ReferenceCount): void {
    this.counts[kind].set(name, count);
  }

  /** @throws DomainError 409 `<kind>.in_use` with the counts, also of what has come to refer to it meanwhile */
  async removeUnreferred(kind: AssetKind, id: string, remove: () => Promise<void>): Promise<void> {
    const references = await this.count(kind, id);
    if (Object.keys(references).length > 0) throw inUse(kind, references);
    try {
      await remove();
    } catch (error) {
      throw isInUse(error) ? inUse(kind, await this.count(kind, id)) : error;
    }
  }

  /** In one round trip; only what there is. */
  private async count(kind: AssetKind, id: string): Promise<Record<string, number>> {
    const { schema } = currentTenant();
    const queries = [...this.counts[kind]];
    if (queries.length === 0) return {};
    const results = await this.db.batch(...queries.map(([, query]) => query.bind(schema, { id })));
    const found = queries.map(([name], index) => [name, Number(results[index]!.rows[0]!['count'])] as const);
    return Object.fromEntries(found.filter(([, count]) => count > 0));
  }
}

function inUse(kind: AssetKind, references: Record<string, number>): DomainError {
  const detail = 'It is referred to, so it cannot be deleted. Deactivate or decommission it instead.';
  return new DomainError(`${kind}.in_use`, 'conflict', detail, { members: { references } });
}
