import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { currentUserId, findContext, type RequestContext } from '#libs/request-context';
import { pipelinedDialect } from './driver/pipelined-dialect.js';
import { PipelinedPostgreSqlDriver } from './driver/pipelined-driver.js';
import { tenantVariables } from './driver/session-statement.js';
import { TENANT_ORM } from './unit-of-work/transaction-boundary.js';

/** An entity's class or its schema. */
export type EntityDefinition = NonNullable<Options['entities']>[number];

interface OrmOptions {
  readonly name: string;
  readonly pool: Pool;
  readonly entities: readonly EntityDefinition[];
  readonly fork: (em: EntityManager, context: RequestContext) => EntityManager | undefined;
}

/**
 * The ORM resolves its EntityManager from the current context: a fork is made when a request, job or command first uses an entity, and
 * never for one that only reads lists.
 */
function createOrm({ name, pool, entities, fork }: OrmOptions): MikroORM {
  const forks = new WeakMap<RequestContext, EntityManager>();
  const orm: MikroORM = new MikroORM({
    contextName: name,
    driver: PipelinedPostgreSqlDriver as never,
    driverOptions: pipelinedDialect(pool),
    dbName: name,
    entities: [...entities],
    ensureDatabase: false,
    discovery: { warnWhenNoEntities: false },
    allowGlobalContext: false,
    forceUtcTimezone: true,
    context: () => {
      const context = findContext();
      if (!context) return undefined;
      let em = forks.get(context);
      if (!em) {
        em = fork(orm.em, context);
        if (em) forks.set(context, em);
      }
      return em;
    },
  });
  return orm;
}

/** For entities of the tenants' schemas. There is no EntityManager without a tenant in the context. */
export function createTenantOrm(pool: Pool, entities: readonly EntityDefinition[]): MikroORM {
  return createOrm({
    name: TENANT_ORM,
    pool,
    entities,
    fork: (em, { tenant }) => {
      if (!tenant) return undefined;
      const variables = Object.fromEntries(tenantVariables(tenant, currentUserId()));
      const session = tenant.role === null ? { variables } : { role: tenant.role, variables };
      return em.fork({ schema: tenant.schema, session, useContext: false, disableContextResolution: true });
    },
  });
}

/** For entities of the shared tables in `public`. */
export function createPlatformOrm(pool: Pool, entities: readonly EntityDefinition[]): MikroORM {
  return createOrm({
    name: 'platform',
    pool,
    entities,
    fork: (em) => em.fork({ useContext: false, disableContextResolution: true }),
  });
}
