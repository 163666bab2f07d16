import type { INestApplicationContext } from '@nestjs/common';
import type { TestDatabase } from '#libs/testing';
import { SpareSchemaService } from '../../../src/contexts/tenancy/spares/application/spare-schema.service.js';

/** As its job does. */
export function keepSpares(context: INestApplicationContext): Promise<void> {
  return context.get(SpareSchemaService, { strict: false }).keep();
}

export async function sparesIn(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ name: string }>('select schema_name as name from spare_schemas order by 1');
  return rows.map(({ name }) => name);
}

/** Schemas that belong neither to a tenant nor to the spares, and the other way round. */
export async function orphansIn(database: TestDatabase): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `with owned as (select schema_name::text as name from tenants union all select schema_name from spare_schemas),
      present as (select nspname::text as name from pg_namespace where nspname like 'tenant\\_%')
    select coalesce(owned.name, present.name) as name from owned full join present using (name)
    where owned.name is null or present.name is null`,
  );
  return rows.map(({ name }) => name);
}

export async function rolesOf(database: TestDatabase, schemas: readonly string[]): Promise<string[]> {
  const names = schemas.flatMap((schema) => ['rw', 'ro'].map((kind) => `${schema.replace('tenant', 't')}_${kind}`));
  const rows = await database.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    names,
  ]);
  return rows.map(({ rolname }) => rolname);
}
