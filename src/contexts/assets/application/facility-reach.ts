import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentActor } from '#libs/request-context';
import type { AssetTables } from './asset.tables.js';

/** The user who sees only the facilities linked to them; null for whoever sees all. */
export function limitedTo(): string | null {
  const actor = currentActor();
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'user') throw notFound();
  return actor.permissions.has('facilities:read_all') ? null : actor.id;
}

const eb = expressionBuilder<AssetTables>();

/** Rows of facilities that are linked to the user. */
export function linkedFacility(column: string): Condition {
  return (user) => {
    const linked = eb
      .selectFrom('user_facilities as link')
      .select('link.facility_id')
      .where('link.user_id', '=', user as string);
    return sql`${sql.ref(column)} = any(array(${linked}))`;
  };
}

export interface ById {
  id: string;
  /** Whose facilities it must belong to; null for whoever sees all. */
  user: string | null;
}
