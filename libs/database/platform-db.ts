import type { Pool } from 'pg';
import type { PreparedQuery } from './prepared-query.js';
import { runBatch } from './run-batch.js';
import type { Statement, StatementResult } from './statement.js';

/** Runs statements on the shared tables in `public`, with a login that cannot access the tenants' schemas. */
export class PlatformDb {
  constructor(private readonly pool: Pool) {}

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
}
