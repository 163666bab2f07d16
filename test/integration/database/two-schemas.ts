import { defineEntity, p } from '@mikro-orm/core';
import pg from 'pg';
import { SystemClock, uuidv7 } from '#libs/kernel';
import { currentTenant, runInTenant, type TenantRef } from '#libs/request-context';
import { versioned } from '#libs/columns';
import { closesAtEnd } from '#libs/testing';
import { Databases, TenantDb, UnitOfWork } from '#libs/database';

const ThingSchema = defineEntity({
  name: 'Thing',
  tableName: 'things',
  schema: '*',
  properties: { ...versioned, title: p.string(), canary: p.string(), dueAt: p.datetime().nullable() },
});

export class Thing extends ThingSchema.class {
  static make(title: string, canary: string, id = uuidv7()): Thing {
    return Object.assign(new Thing(), { id, title, canary });
  }
}
ThingSchema.setClass(Thing);

/** Two tenants with one small table each and rows of identical ids, reached through a pool of the given size. */
export interface TwoSchemas {
  readonly databases: Databases;
  readonly db: TenantDb;
  readonly unitOfWork: UnitOfWork;
  readonly tenants: readonly [TenantRef, TenantRef];
  /** As superuser, independent of the code under test. */
  readonly admin: pg.Client;
  as<T>(tenant: TenantRef, work: () => Promise<T>): Promise<T>;
  /** At the latest this happens at the end of the spec file. */
  close(): Promise<void>;
}

export async function openTwoSchemas(poolSize: number): Promise<TwoSchemas> {
  const url = process.env['TEST_DATABASE_URL']!;
  const suffix = uuidv7().slice(-12);
  const database = `two_schemas_${suffix}`;
  const root = new pg.Client(url);
  await root.connect();
  await root.query(`create database ${database}`);
  const login = `app_${suffix}`;
  await root.query(`create role ${login} login noinherit password 'app'`);
  const admin = new pg.Client(at(url, database));
  await admin.connect();
  const tenants = [tenant('a', suffix), tenant('b', suffix)] as const;
  for (const { schema, role } of tenants) {
    await admin.query(`create role ${role} nologin; grant ${role} to ${login}; create schema ${schema};
      create table ${schema}.things (id uuid primary key, version int not null default 1, created_at timestamptz not null,
        updated_at timestamptz not null, title text not null unique, canary text not null, due_at timestamptz,
        search tsvector generated always as (to_tsvector('simple', title)) stored);
      grant usage on schema ${schema} to ${role}; grant all on ${schema}.things to ${role}`);
  }
  const appUrl = at(url, database, login, 'app');
  const urls = { migratorUrl: at(url, database), platformUrl: at(url, database), appUrl, isolation: 'role' as const };
  const databases = new Databases({
    ...urls,
    poolSize,
    platformEntities: [],
    tenantEntities: [Thing],
    onError: () => undefined,
    log: () => undefined,
  });
  const db = new TenantDb(databases.appPool, 'a secret for cursors, long enough');
  const unitOfWork = new UnitOfWork(databases.tenantOrm.em, db, () => currentTenant().schema, new SystemClock());
  return {
    databases,
    db,
    unitOfWork,
    tenants,
    admin,
    as: (ref, work) => runInTenant(ref, 'test', work),
    close: closesAtEnd(async () => {
      await databases.close();
      await admin.end();
      await root.query(`drop database ${database} with (force)`);
      for (const { role } of tenants) await root.query(`drop role ${role}`);
      await root.query(`drop role ${login}`);
      await root.end();
    }),
  };
}

function tenant(name: string, suffix: string): TenantRef & { role: string } {
  return {
    id: uuidv7(),
    slug: name,
    schema: `tenant_${name}_${suffix}`,
    role: `t_${name}_${suffix}_rw`,
    timezone: 'UTC',
  };
}

function at(base: string, database: string, user?: string, password?: string): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  if (user) url.username = user;
  if (password) url.password = password;
  return url.href;
}
