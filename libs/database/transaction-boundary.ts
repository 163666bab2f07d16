import { AsyncLocalStorage } from 'node:async_hooks';
import { TransactionContext, type EntityManager } from '@mikro-orm/core';
import { setContextBoundary } from '#libs/request-context';
import type { OrmTransaction } from './pipelined-driver.js';
import type { Written } from './written.js';

/** The transaction that a unit of work has open here, and what was committed into it so far. */
export interface OpenTransaction {
  readonly owner: object;
  readonly written: Written[];
}

export const openTransaction = new AsyncLocalStorage<OpenTransaction | undefined>();

/** The name of the tenants' ORM among those of the process. */
export const TENANT_ORM = 'tenant';

/** Carries a name that no ORM has, so that none takes it for its own transaction. */
const NONE = { name: '', _id: 0 } as unknown as EntityManager;

// MikroORM prefers an open transaction to the context that it is asked in, whichever tenant either belongs to
setContextBoundary((work) => openTransaction.run(undefined, () => TransactionContext.create(NONE, work)));

/** The transaction that the tenant's EntityManager has open here. Asked of the ORM's own store, so that asking makes no EntityManager. */
export function tenantTransaction(): OrmTransaction | undefined {
  return TransactionContext.getEntityManager(TENANT_ORM)?.getTransactionContext<OrmTransaction>();
}
