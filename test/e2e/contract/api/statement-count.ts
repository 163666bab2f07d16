import pg from 'pg';
import { findContext } from '#libs/request-context';

/** What a piece of work has cost the database. */
export interface Cost {
  /** Messages that were waited for. */
  readonly roundTrips: number;
  /** Texts of the statements that read or write, in order: neither role and variables nor begin and commit. */
  readonly statements: readonly string[];
}

interface Batch {
  readonly statements?: readonly { readonly text: string }[];
}

const isBookkeeping = (text: string): boolean => /^(select set_config\(|begin\b|commit\b|rollback\b)/i.test(text);

/**
 * Requests run in the context of who asks. What runs as the system is done beside them, whoever's request it was that woke it: events are
 * delivered, allowances refilled, sessions looked at anew. What runs in no context comes before it is known who asks.
 */
function isCounted(): boolean {
  const actor = findContext()?.actor;
  return actor !== undefined && actor.kind !== 'system';
}

/** Counts everything that this process sends to PostgreSQL while the work is done, but for what nobody asked for. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const messages: string[][] = [];
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]): unknown {
    if (isCounted()) messages.push(textsOf(args[0]));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return { roundTrips: messages.length, statements: messages.flat().filter((text) => !isBookkeeping(text)) };
}

function textsOf(query: unknown): string[] {
  if (typeof query === 'string') return [query];
  const { statements, text = '' } = query as Batch & { text?: string };
  return statements ? statements.map((statement) => statement.text) : [text];
}
