import { sql } from 'kysely';
import { TenantDb, type Databases } from '#libs/database';
import type { Door, Target } from './door.js';
import { nameOf } from './table-name.js';

/** The entity of a table, if it has one. */
function entityOf({ tenantOrm }: Databases, { table }: Target) {
  return [...tenantOrm.getMetadata().getAll().values()].find(({ tableName }) => tableName === table)?.class;
}

const hasEntity: NonNullable<Door['canTry']> = ({ databases }, target) => entityOf(databases, target) !== undefined;

const readOf = (target: Target): string => `select 1 from ${nameOf(target)} limit 1`;

/** Mistakes that a program could make with the ORM and its connections. */
export const ormDoors: readonly Door[] = [
  {
    name: 'find with the schema option',
    canTry: hasEntity,
    attempt: (session, target) =>
      session.asCaller(async () => {
        const { em } = session.databases.tenantOrm;
        await em.find(entityOf(session.databases, target)!, {}, { schema: target.schema, limit: 1 });
        return true;
      }),
  },
  {
    name: 'fork of the ORM without a tenant',
    canTry: hasEntity,
    isForNobody: true,
    async attempt({ databases }, target) {
      const em = databases.tenantOrm.em.fork({ schema: target.schema, useContext: false });
      await em.find(entityOf(databases, target)!, {}, { limit: 1 });
      return true;
    },
  },
  {
    name: 'raw SQL of the ORM',
    attempt: (session, target) =>
      session.asCaller(async () => {
        await session.databases.tenantOrm.em.execute(readOf(target));
        return true;
      }),
  },
  {
    name: 'Kysely of the ORM',
    attempt: (session, target) =>
      session.asCaller(() =>
        session.databases.tenantOrm.em.transactional(async (em) => {
          await sql`select 1 from ${sql.id(target.schema, target.table)} limit 1`.execute(em.getKysely());
          return true;
        }),
      ),
  },
  {
    name: 'connection of the ORM',
    isForNobody: true,
    async attempt({ databases }, target) {
      await databases.tenantOrm.em.getConnection().execute(readOf(target));
      return true;
    },
  },
  {
    name: 'connection of the pool',
    isForNobody: true,
    async attempt({ databases }, target) {
      await databases.appPool.query(readOf(target));
      return true;
    },
  },
  {
    name: 'statement of a request',
    attempt: (session, target) =>
      session.asCaller(async () => {
        await new TenantDb(session.databases.appPool, '').batch({ text: readOf(target), values: [], writes: false });
        return true;
      }),
  },
  {
    name: 'second statement in the text of one',
    refusals: ['42601'],
    isForNobody: true,
    attempt: (session, target) =>
      session.asCaller(async () => {
        const text = `select 1; set role ${target.role ?? 'none'}; ${readOf(target)}`;
        await new TenantDb(session.databases.appPool, '').batch({ text, values: [], writes: false });
        return true;
      }),
  },
];
