import { findContext } from '#libs/request-context';
import type { Statement, StatementResult } from './statements/statement.js';

type Send = (statements: Statement[]) => Promise<StatementResult[]>;

/** Collects the statements of several queries to send them in one message. */
export class CombinedBatch {
  private readonly context = findContext();
  private readonly statements: Statement[] = [];
  private readonly results = Promise.withResolvers<StatementResult[]>();

  /** False for queries of another actor or tenant, which must not share a batch. */
  isSameContext(): boolean {
    return findContext() === this.context;
  }

  add(statements: readonly Statement[]): Promise<StatementResult[]> {
    const first = this.statements.length;
    const after = this.statements.push(...statements);
    return this.results.promise.then((results) => results.slice(first, after));
  }

  send(send: Send): void {
    if (this.statements.length > 0) this.results.resolve(send(this.statements));
  }
}
