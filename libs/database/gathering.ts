import { findContext } from '#libs/request-context';
import type { Statement, StatementResult } from './statement.js';

type Send = (statements: Statement[]) => Promise<StatementResult[]>;

/** The statements of several questions, on their way to be sent as one message. */
export class Gathering {
  private readonly context = findContext();
  private readonly statements: Statement[] = [];
  private readonly results = Promise.withResolvers<StatementResult[]>();

  /** Not those asked as somebody else, or for another tenant. */
  takes(): boolean {
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
