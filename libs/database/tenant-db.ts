import type { Pool } from 'pg';
import { notFound, type ListRequest, type Page } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { Gathering } from './gathering.js';
import { pageStatements, readPage, type TenantList } from './list/tenant-list.js';
import { batchInTransaction } from './pipelined-driver.js';
import type { Query } from './prepared-query.js';
import { runBatch } from './run-batch.js';
import { sessionStatement, tenantVariables } from './session-statement.js';
import type { Statement, StatementResult } from './statement.js';
import { tenantTransaction } from './transaction-boundary.js';

/** What a list is a part of, whatever the client asks for. */
export interface PageOf {
  /** Filters that the client has no say in, such as whose rows they are. */
  readonly within?: Readonly<Record<string, unknown>>;
  /** Finds the row that the list hangs on, as the caller may see it. */
  readonly above?: Statement;
}

/**
 * Statements of the bound tenant in one round trip: role, variables and statements in one message, one implicit transaction.
 * Inside an open transaction of the tenant they are part of it. Fails loudly when no tenant is bound.
 */
export class TenantDb {
  private gathering: Gathering | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly cursorSecret: string,
  ) {}

  /**
   * Whatever is asked while `ask` runs goes out as one round trip, so that contexts which ask beside each other need not show their
   * statements. `ask` begins the questions and returns their promises: what one of them asks after its first answer goes alone.
   */
  together<T>(ask: () => T): T {
    const outer = this.gathering;
    const gathering = (this.gathering = new Gathering());
    try {
      return ask();
    } finally {
      this.gathering = outer;
      gathering.send((statements) => this.batch(...statements));
    }
  }

  batch(...statements: Statement[]): Promise<StatementResult[]> {
    if (this.gathering?.takes()) return this.gathering.add(statements);
    const transaction = tenantTransaction();
    return transaction ? batchInTransaction(transaction, statements) : this.batchApart(...statements);
  }

  /** On a connection of their own, whatever transaction is open. */
  async batchApart(...statements: Statement[]): Promise<StatementResult[]> {
    const tenant = currentTenant();
    const session = sessionStatement(tenant.role, tenantVariables(tenant, currentUserId()));
    return runBatch(this.pool, statements, [session]);
  }

  async run<P, R>(query: Query<P, R>, values: P): Promise<R[]> {
    const [result] = await this.batch(query.bind(currentTenant().schema, values));
    return result!.rows as R[];
  }

  async one<P, R>(query: Query<P, R>, values: P): Promise<R | undefined> {
    return (await this.run(query, values))[0];
  }

  /** The `count` that a query answers. */
  async count<P>(query: Query<P, { count: string | number | bigint }>, values: P): Promise<number> {
    return Number((await this.one(query, values))!.count);
  }

  /**
   * One page of a list, and the total when asked for, still in one round trip.
   * @throws DomainError 404 when there is no row above
   */
  async page<R, V>(list: TenantList<R, V>, asked: ListRequest, { within, above }: PageOf = {}): Promise<Page<V>> {
    const tenant = currentTenant();
    const request = { ...asked, filters: { ...asked.filters, ...within } };
    const statements = pageStatements(list, request, tenant, this.cursorSecret);
    const results = await this.batch(...(above ? [above] : []), ...statements);
    if (above && results.shift()!.rowCount === 0) throw notFound();
    return readPage(list, request, tenant, this.cursorSecret, results);
  }
}
