import { AsyncLocalStorage } from 'node:async_hooks';
import { TransactionContext, type EntityManager } from '@mikro-orm/core';
import { setContextBoundary } from '#libs/request-context';
import type { OrmTransaction } from '../driver/pipelined-driver.js';
import type { WriteSet } from './write-set.js';

/** The open transaction of a unit of work, and what was committed into it so far. */
export interface OpenTransaction {
  readonly owner: object;
  readonly written: WriteSet[];
}

export const openTransaction = new AsyncLocalStorage<OpenTransaction | undefined>();

/** The name of the tenants' ORM. */
export const TENANT_ORM = 'tenant';

/** Has a name that no ORM has, so that none uses it as its own transaction. */
const NONE = { name: '', _id: 0 } as unknown as EntityManager;

// MikroORM prefers an open transaction to the current context, even when they belong to different tenants
setContextBoundary((work) => openTransaction.run(undefined, () => TransactionContext.create(NONE, work)));

/** The open transaction of the tenant's EntityManager. Read from the ORM's own storage, so that no EntityManager is created for it. */
export function tenantTransaction(): OrmTransaction | undefined {
  return TransactionContext.getEntityManager(TENANT_ORM)?.getTransactionContext<OrmTransaction>();
}
