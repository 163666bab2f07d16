import pg from 'pg';
import { findContext } from '#libs/request-context';
import type { Statement } from '#libs/database';

/** Statements that went to PostgreSQL in one message. */
type Message = readonly Sent[];
type Sent = Omit<Statement, 'writes'>;

/**
 * Requests run in the context of who asks. What runs as the system is done beside them, whoever's request it was that woke it: events are
 * delivered, allowances refilled, sessions looked at anew. What runs in no context comes before it is known who asks.
 */
export function isAskedFor(): boolean {
  const actor = findContext()?.actor;
  return actor !== undefined && actor.kind !== 'system';
}

/** Everything that this process sends to PostgreSQL while the work is done, message by message, but for what nobody asked for. */
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

const bookkeeping = /^(select set_config\(|begin\b|commit\b|rollback\b)/i;

/** Those that read or write: neither role and variables nor begin and commit. */
export function withoutBookkeeping(messages: readonly Message[]): Sent[] {
  return messages.flat().filter(({ text }) => !bookkeeping.test(text));
}

function statementsOf(query: unknown): Message {
  if (typeof query === 'string') return [{ text: query, values: [] }];
  const { statements, text = '', values = [] } = query as Partial<Statement> & { readonly statements?: Message };
  return statements ?? [{ text, values }];
}
