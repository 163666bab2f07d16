import { sql } from 'kysely';
import { platformQuery } from '#libs/database';

interface Tables {
  spare_schemas: { schema_name: string; schema_version: number; isolation: string; created_at: string };
  platform_migrations: { scope: string; version: number };
}

/** All spares, the oldest first. */
export const spareSchemas = platformQuery<Tables, { version: number; isolation: string }>()((db, p) =>
  db
    .selectFrom('spare_schemas')
    .select('schema_name as schema')
    .select(
      sql<boolean>`schema_version = ${p('version')}::integer and isolation = ${p('isolation')}::varchar`.as(
        'isCurrent',
      ),
    )
    .orderBy('created_at')
    .orderBy('schema_name'),
);

export const releasedVersion = platformQuery<Tables>()((db) =>
  db
    .selectFrom('platform_migrations')
    .select(sql<number>`coalesce(max(version), 0)`.as('version'))
    .where('scope', '=', 'tenant'),
);
