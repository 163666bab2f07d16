import pg from 'pg';
import { findContext } from '#libs/request-context';
import type { Statement } from '#libs/database';

/** Statements that went to PostgreSQL in one message. */
type Message = readonly Sent[];
type Sent = Omit<Statement, 'writes'>;

/**
 * Requests run in the context of their caller. Work as the system runs beside them, even if a request has caused it: delivering events,
 * refilling allowances, reloading sessions. Work without a context happens before the caller is known.
 */
export function isAskedFor(): boolean {
  const actor = findContext()?.actor;
  return actor !== undefined && actor.kind !== 'system';
}

/** All messages that this process sends to PostgreSQL during the work, except those of background work. */
export async function sentStatements(work: () => Promise<unknown>): Promise<Message[]> {
  const messages: Message[] = [];
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]): unknown {
    if (isAskedFor()) messages.push(statementsOf(args[0]));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return messages;
}

const bookkeeping = /^(select set_config\(|set local\b|begin\b|commit\b|rollback\b)/i;

/** Without statements that set role or variables, begin or commit. */
export function withoutBookkeeping(messages: readonly Message[]): Sent[] {
  return messages.flat().filter(({ text }) => !bookkeeping.test(text));
}

function statementsOf(query: unknown): Message {
  if (typeof query === 'string') return [{ text: query, values: [] }];
  const { statements, text = '', values = [] } = query as Partial<Statement> & { readonly statements?: Message };
  return statements ?? [{ text, values }];
}
