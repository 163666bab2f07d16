// Past the unit of work: choices are single values that several devices set at once, and each statement changes only those that were given.
import { sql, type RawBuilder } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { PreferenceTables } from './preference.tables.js';

/** `choices` is a JSON array of { type, channel, isEnabled }; null where the nearest choice of others is to count again. */
interface Choices {
  readonly choices: string;
  readonly at: Date;
}

const given = (choices: unknown) =>
  sql<{ type: string; channel: string; isEnabled: boolean | null }>`jsonb_to_recordset(${choices}::jsonb)
    as given("type" varchar, "channel" varchar, "isEnabled" boolean)`;

export const setOwnChoices = tenantQuery<PreferenceTables, Choices & { userId: string }>()((db, p) =>
  db
    .insertInto('notification_preferences')
    .columns(['id', 'user_id', 'notification_type', 'channel', 'is_enabled', 'version', 'created_at', 'updated_at'])
    .expression(
      sql`select gen_random_uuid(), ${p('userId')}::uuid, given."type", given."channel", given."isEnabled", 1,
          ${p('at')}::timestamptz, ${p('at')}::timestamptz
        from ${given(p('choices'))} where given."isEnabled" is not null` as never,
    )
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'notification_type', 'channel']).doUpdateSet((eb) => ({
        is_enabled: eb.ref('excluded.is_enabled'),
        version: sql`notification_preferences.version + 1`,
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

export const forgetOwnChoices = tenantQuery<PreferenceTables, { choices: string; userId: string }>()((db, p) =>
  db
    .deleteFrom('notification_preferences as c')
    .where('c.user_id', '=', p('userId'))
    .where(
      sql<boolean>`(c.notification_type, c.channel) in (select given."type", given."channel"
        from ${given(p('choices'))} where given."isEnabled" is null)`,
    ),
);

export const setAccountChoices = tenantQuery<PreferenceTables, Choices>()((db, p) =>
  db
    .insertInto('notification_defaults')
    .columns(['notification_type', 'channel', 'is_enabled', 'updated_at'])
    .expression(
      sql`select given."type", given."channel", given."isEnabled", ${p('at')}::timestamptz
        from ${given(p('choices'))} where given."isEnabled" is not null` as never,
    )
    .onConflict((conflict) =>
      conflict.columns(['notification_type', 'channel']).doUpdateSet((eb) => ({
        is_enabled: eb.ref('excluded.is_enabled'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
);

export const forgetAccountChoices = tenantQuery<PreferenceTables, { choices: string }>()((db, p) =>
  db.deleteFrom('notification_defaults as d').where(
    sql<boolean>`(d.notification_type, d.channel) in (select given."type", given."channel"
        from ${given(p('choices'))} where given."isEnabled" is null)`,
  ),
);

/** Returns no row where somebody else has changed them meanwhile. */
export const countAccountChange = tenantQuery<PreferenceTables, { version: number; at: Date }>()((db, p) =>
  db
    .insertInto('notification_default_versions')
    .columns(['id', 'version', 'updated_at'])
    .expression(sql`select 1, ${p('version')}::integer + 1, ${p('at')}::timestamptz` as never)
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((eb) => ({ version: eb.ref('excluded.version'), updated_at: eb.ref('excluded.updated_at') }))
        .where(sql<boolean>`notification_default_versions.version = ${p('version')}::integer`),
    )
    .returning(sql<number>`1`.as('changed')),
);

/** Null keeps what was chosen, or the default; quiet hours are changed only where `setsQuiet`. */
interface Settings {
  readonly userId: string;
  readonly emailDelivery: string | null;
  readonly digestAt: string | null;
  readonly setsQuiet: boolean;
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
  readonly at: Date;
  readonly usualDelivery: string;
  readonly usualDigest: string;
  /** The one that is changed. */
  readonly version: number;
}

/** Returns no row where the version is another one by now. */
export const setSettings = tenantQuery<PreferenceTables, Settings>()((db, p) => {
  const quiet = (column: RawBuilder<unknown>, value: 'quietFrom' | 'quietUntil') =>
    sql<string | null>`case when ${p('setsQuiet')}::boolean then ${p(value)}::varchar else ${column} end`;
  return db
    .insertInto('notification_settings')
    .columns(['user_id', 'email_delivery', 'digest_at', 'quiet_from', 'quiet_until', 'version', 'updated_at'])
    .expression(
      sql`select ${p('userId')}::uuid, coalesce(${p('emailDelivery')}::varchar, ${p('usualDelivery')}::varchar),
        coalesce(${p('digestAt')}::varchar, ${p('usualDigest')}::varchar), ${p('quietFrom')}::varchar,
        ${p('quietUntil')}::varchar, ${p('version')}::integer + 1, ${p('at')}::timestamptz` as never,
    )
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({
          email_delivery: sql`coalesce(${p('emailDelivery')}::varchar, notification_settings.email_delivery)`,
          digest_at: sql`coalesce(${p('digestAt')}::varchar, notification_settings.digest_at)`,
          quiet_from: quiet(sql`notification_settings.quiet_from`, 'quietFrom'),
          quiet_until: quiet(sql`notification_settings.quiet_until`, 'quietUntil'),
          version: sql`${p('version')}::integer + 1`,
          updated_at: sql`${p('at')}::timestamptz`,
        })
        .where(sql<boolean>`notification_settings.version = ${p('version')}::integer`),
    )
    .returning(sql<number>`1`.as('changed'));
});
