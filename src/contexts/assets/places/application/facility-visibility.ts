import { expressionBuilder, sql } from 'kysely';
import type { Condition } from '#libs/database';
import { limitedTo } from '#libs/request-context';
import type { AssetTables } from '../../assets.tables.js';

/** The id of a user who sees only the facilities linked to them; null for callers who see all. */
export const linkedUser = () => limitedTo('facilities:read_all');

const eb = expressionBuilder<AssetTables>();

/** Restricts to facilities that are linked to the user. */
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
  /** The user to whom its facility must be linked; null for callers who see all. */
  user: string | null;
}
