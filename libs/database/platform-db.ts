import type { Pool } from 'pg';
import type { ListRequest, Page } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { PreparedQuery } from './statements/prepared-query.js';
import { pageStatements, readPage, type TenantList } from './list/tenant-list.js';
import { runBatch } from './wire/run-batch.js';
import type { Statement, StatementResult } from './statements/statement.js';

/** Runs statements on the shared tables in `public`, with a login that cannot access the tenants' schemas. */
export class PlatformDb {
  constructor(
    private readonly pool: Pool,
    private readonly cursorSecret: string,
  ) {}

  batch(...statements: Statement[]): Promise<StatementResult[]> {
    return runBatch(this.pool, statements);
  }

  async run<P, R>(query: PreparedQuery<P, R>, values: P): Promise<R[]> {
    const [result] = await this.batch(query.bind('public', values));
    return result!.rows as R[];
  }

  async one<P, R>(query: PreparedQuery<P, R>, values: P): Promise<R | undefined> {
    return (await this.run(query, values))[0];
  }

  /** One page of what the current tenant has in the shared tables. @param within the filters that keep to its rows */
  async page<R, V>(
    list: TenantList<R, V>,
    asked: ListRequest,
    within: Readonly<Record<string, unknown>>,
  ): Promise<Page<V>> {
    const request = { ...asked, filters: { ...asked.filters, ...within } };
    return this.read(list, request, currentTenant().id);
  }

  /** One page of what all tenants have in the shared tables: for operators only. */
  pageOfAll<R, V>(list: TenantList<R, V>, asked: ListRequest): Promise<Page<V>> {
    return this.read(list, asked, 'platform');
  }

  /** @param reader whose cursors continue no page of anybody else */
  private async read<R, V>(list: TenantList<R, V>, request: ListRequest, reader: string): Promise<Page<V>> {
    const scope = { id: reader, schema: 'public' };
    const results = await this.batch(...pageStatements(list, request, scope, this.cursorSecret));
    return readPage(list, request, scope, this.cursorSecret, results);
  }
}
