import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { PreferenceTables } from './preference.tables.js';

/** What these users have chosen themselves. */
export const choicesOf = tenantQuery<PreferenceTables, { userIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('notification_preferences as c')
    .select(['c.user_id as userId', 'c.notification_type as type', 'c.channel', 'c.is_enabled as isEnabled'])
    .where(sql<boolean>`c.user_id = any(${p('userIds')}::uuid[])`),
);

/** What the account has chosen for all. */
export const choicesOfAccount = tenantQuery<PreferenceTables>()((db) =>
  db
    .selectFrom('notification_defaults as d')
    .select(['d.notification_type as type', 'd.channel', 'd.is_enabled as isEnabled']),
);

/** When mails reach these users; no row for who has chosen nothing. */
export const settingsOf = tenantQuery<PreferenceTables, { userIds: readonly string[] }>()((db, p) =>
  db
    .selectFrom('notification_settings as s')
    .select(['s.user_id as userId', 's.email_delivery as emailDelivery', 's.digest_at as digestAt'])
    .select(['s.quiet_from as quietFrom', 's.quiet_until as quietUntil', 's.version'])
    .where(sql<boolean>`s.user_id = any(${p('userIds')}::uuid[])`),
);

/** How often the choices of the account have changed; no row before the first time. */
export const versionOfAccount = tenantQuery<PreferenceTables>()((db) =>
  db.selectFrom('notification_default_versions as v').select('v.version'),
);
