import { randomBytes } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import type { INestApplicationContext, Provider, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { AuditModule } from '#libs/audit';
import { ConfigModule, type AppConfig } from '#libs/config';
import { versioned } from '#libs/columns';
import { DatabaseModule } from '#libs/database';
import { provisionSchema, tenantRoles } from '#libs/migrations';
import { EventsModule } from '#libs/events';
import { JobsModule } from '#libs/jobs';
import { Clock, defineInternalEvent, recordEvent, SystemClock, uuidv7 } from '#libs/kernel';
import { TenantDirectory, type TenantRef } from '#libs/request-context';
import { closesAtEnd, createTestDatabase, type TestDatabase } from '#libs/testing';

export const teamRenamed = defineInternalEvent<{ name: string }>('team.renamed', 'team');

const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'teams',
  schema: '*',
  properties: { ...versioned, name: p.string() },
});

/** A row of a real table, enough to make changes and events with. */
export class Team extends TeamSchema.class {
  static named(name: string): Team {
    return Object.assign(new Team(), { id: uuidv7(), name });
  }

  rename(name: string): void {
    this.name = name;
    recordEvent(this, teamRenamed.create(this.id, { name }));
  }
}
TeamSchema.setClass(Team);

export interface BackgroundDatabase {
  readonly database: TestDatabase;
  readonly tenants: TenantRef[];
}

/** A fresh database with this many tenants. */
export async function createBackgroundDatabase(tenantCount: number): Promise<BackgroundDatabase> {
  const database = await createTestDatabase();
  const client = new pg.Client(database.urls.migratorUrl);
  await client.connect();
  const tenants: TenantRef[] = [];
  for (let n = 0; n < tenantCount; n += 1) {
    const slug = `bg${n}-${randomBytes(4).toString('hex')}`;
    const schema = `tenant_${slug.replace('-', '_')}`;
    const roles = tenantRoles(schema);
    await client.query('begin');
    const { schemaVersion } = await provisionSchema(client, { schema, roles });
    await client.query('commit');
    const tenant = { id: uuidv7(), slug, schema, role: roles.rw, timezone: 'UTC' };
    const row = [tenant.id, schema, slug, slug, schemaVersion];
    await database.query(
      'insert into tenants (id, schema_name, name, slug, schema_version) values ($1, $2, $3, $4, $5)',
      row,
    );
    tenants.push(tenant);
  }
  await client.end();
  return { database, tenants };
}

export interface BackgroundOptions {
  /** Background work runs only when the test calls it. */
  readonly role?: 'api' | 'worker';
  readonly modules?: readonly Type[];
  readonly entities?: readonly object[];
  readonly platformEntities?: readonly object[];
  /** Beside what background work always needs. */
  readonly config?: Partial<AppConfig>;
}

/**
 * The background work of one process on that database, with these providers as contexts. It is closed at the end of the spec file at the
 * latest.
 */
export async function startBackground(
  { database, tenants }: BackgroundDatabase,
  providers: Provider[],
  { role = 'api', modules = [], entities = [], platformEntities = [], config: given = {} }: BackgroundOptions = {},
): Promise<INestApplicationContext> {
  const config = {
    role,
    database: { poolSize: 4 },
    generation: { tickSeconds: 3600 },
    secrets: { cursor: 'a secret for cursors, long enough' },
    ...given,
  } as AppConfig;
  const directory: TenantDirectory = {
    findWorkable: (ids: readonly string[]) => Promise.resolve(tenants.filter(({ id }) => ids.includes(id))),
    workableSlice: (slice, slices) => Promise.resolve(tenants.filter((_, index) => index % slices === slice)),
  };
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot({
        urls: database.urls,
        platform: platformEntities as [],
        tenant: [Team, ...(entities as [])],
      }),
      AuditModule,
      EventsModule,
      JobsModule,
      ...modules,
      {
        module: class Contexts {},
        global: true,
        providers: [
          { provide: TenantDirectory, useValue: directory },
          { provide: Clock, useClass: SystemClock },
          ...providers,
        ],
        exports: [TenantDirectory, Clock],
      },
    ],
  }).compile();
  const close = module.close.bind(module);
  module.close = closesAtEnd(close);
  return module.init();
}
