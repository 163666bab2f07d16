import type { Pool } from 'pg';
import { notFound, type ListRequest, type Page } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { CombinedBatch } from './combined-batch.js';
import { pageStatements, readPage, type TenantList } from './list/tenant-list.js';
import { batchInTransaction } from './driver/pipelined-driver.js';
import type { Query } from './statements/prepared-query.js';
import { runBatch } from './wire/run-batch.js';
import { sessionStatement, tenantVariables } from './driver/session-statement.js';
import type { Statement, StatementResult } from './statements/statement.js';
import { tenantTransaction } from './unit-of-work/transaction-boundary.js';

/** The scope of a list, which the client cannot change. */
export interface PageScope {
  /** Filters that the client cannot set, such as the owner of the rows. */
  readonly fixedFilters?: Readonly<Record<string, unknown>>;
  /** Selects the parent row, if the caller may see it. */
  readonly parent?: Statement;
}

/**
 * Runs statements of the current tenant in one round trip: role, variables and statements in one message and one implicit transaction, or
 * in the tenant's open transaction. Throws when there is no tenant in the context.
 */
export class TenantDb {
  private combined: CombinedBatch | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly cursorSecret: string,
  ) {}

  /**
   * Sends all queries that `start` begins in one round trip, so that contexts can query together without sharing their statements. `start`
   * returns the promises of the queries: those begun later, after a first result, are sent separately.
   */
  inOneRoundTrip<T>(start: () => T): T {
    const outer = this.combined;
    const combined = (this.combined = new CombinedBatch());
    try {
      return start();
    } finally {
      this.combined = outer;
      combined.send((statements) => this.batch(...statements));
    }
  }

  batch(...statements: Statement[]): Promise<StatementResult[]> {
    if (this.combined?.isSameContext()) return this.combined.add(statements);
    const transaction = tenantTransaction();
    return transaction ? batchInTransaction(transaction, statements) : this.batchOnOwnConnection(...statements);
  }

  /** Runs outside of any open transaction. */
  async batchOnOwnConnection(...statements: Statement[]): Promise<StatementResult[]> {
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

  /** The `count` column of the query's row. */
  async count<P>(query: Query<P, { count: string | number | bigint }>, values: P): Promise<number> {
    return Number((await this.one(query, values))!.count);
  }

  /**
   * One page of a list and its total, if requested, in one round trip.
   * @throws DomainError 404 when the parent row does not exist
   */
  async page<R, V>(
    list: TenantList<R, V>,
    asked: ListRequest,
    { fixedFilters, parent }: PageScope = {},
  ): Promise<Page<V>> {
    const tenant = currentTenant();
    const request = { ...asked, filters: { ...asked.filters, ...fixedFilters } };
    const statements = pageStatements(list, request, tenant, this.cursorSecret);
    const results = await this.batch(...(parent ? [parent] : []), ...statements);
    if (parent && results.shift()!.rowCount === 0) throw notFound();
    return readPage(list, request, tenant, this.cursorSecret, results);
  }
}
