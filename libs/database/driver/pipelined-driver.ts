import type { Configuration } from '@mikro-orm/core';
import { AbstractSqlDriver } from '@mikro-orm/sql';
import { PostgreSqlConnection, PostgreSqlPlatform } from '@mikro-orm/postgresql';
import type { ControlledTransaction } from 'kysely';
import type { PipelinedConnection } from './pipelined-dialect.js';
import { sessionStatement } from './session-statement.js';
import type { Statement, StatementResult } from '../statements/statement.js';

type BeginOptions = NonNullable<Parameters<PostgreSqlConnection['begin']>[0]>;
export type OrmTransaction = Awaited<ReturnType<PostgreSqlConnection['begin']>>;

/** MikroORM's connection over the pipelined dialect: role and variables are sent with the first statement of a transaction. */
class PipelinedPostgreSqlConnection extends PostgreSqlConnection {
  override async begin(options: BeginOptions = {}): Promise<OrmTransaction> {
    const { sessionContext, ...rest } = options;
    const transaction = await super.begin(rest);
    if (sessionContext && !options.ctx) {
      const variables = Object.entries(sessionContext.variables ?? {}).map(
        ([key, value]) => [key, String(value)] as const,
      );
      await withConnection(transaction, async (connection) => {
        connection.hold(sessionStatement(sessionContext.role ?? null, variables));
      });
    }
    return transaction;
  }
}

export class PipelinedPostgreSqlDriver extends AbstractSqlDriver<PostgreSqlConnection> {
  constructor(config: Configuration) {
    super(config, new PostgreSqlPlatform(), PipelinedPostgreSqlConnection, ['kysely', 'pg']);
  }
}

/** Runs the statements inside an open transaction of the ORM, in one round trip. */
export function batchInTransaction(
  transaction: OrmTransaction,
  statements: readonly Statement[],
): Promise<StatementResult[]> {
  return withConnection(transaction, (connection) => connection.batch(statements));
}

function withConnection<T>(
  transaction: OrmTransaction,
  work: (connection: PipelinedConnection) => Promise<T>,
): Promise<T> {
  const executor = (transaction as ControlledTransaction<unknown>).getExecutor();
  return executor.provideConnection((connection) => work(connection as PipelinedConnection));
}
