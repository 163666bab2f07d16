import type { Pool } from 'pg';
import { currentTenant, currentUserId } from '#libs/request-context';
import { pageStatements, readPage, type ListRequest, type Page, type TenantList } from './list/tenant-list.js';
import { batchInTransaction } from './pipelined-driver.js';
import type { PreparedQuery } from './prepared-query.js';
import { runBatch } from './run-batch.js';
import { sessionStatement, tenantVariables } from './session-statement.js';
import type { Statement, StatementResult } from './statement.js';
import { tenantTransaction } from './transaction-boundary.js';

/**
 * Statements of the bound tenant in one round trip: role, variables and statements in one message, one implicit transaction.
 * Inside an open transaction of the tenant they are part of it. Fails loudly when no tenant is bound.
 */
export class TenantDb {
  constructor(
    private readonly pool: Pool,
    private readonly cursorSecret: string,
  ) {}

  batch(...statements: Statement[]): Promise<StatementResult[]> {
    const transaction = tenantTransaction();
    return transaction ? batchInTransaction(transaction, statements) : this.batchApart(...statements);
  }

  /** On a connection of their own, whatever transaction is open. */
  async batchApart(...statements: Statement[]): Promise<StatementResult[]> {
    const tenant = currentTenant();
    const session = sessionStatement(tenant.role, tenantVariables(tenant, currentUserId()));
    return runBatch(this.pool, statements, [session]);
  }

  async run<P, R>(query: PreparedQuery<P, R>, values: P): Promise<R[]> {
    const [result] = await this.batch(query.bind(currentTenant().schema, values));
    return result!.rows as R[];
  }

  async one<P, R>(query: PreparedQuery<P, R>, values: P): Promise<R | undefined> {
    return (await this.run(query, values))[0];
  }

  /** One page of a list, and the total when asked for, still in one round trip. */
  async page<R, V>(list: TenantList<R, V>, request: ListRequest): Promise<Page<V>> {
    const tenant = currentTenant();
    const statements = pageStatements(list, request, tenant, this.cursorSecret);
    return readPage(list, request, tenant, this.cursorSecret, await this.batch(...statements));
  }
}
