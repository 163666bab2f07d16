import pg from 'pg';

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

/** Counts everything that this process sends to PostgreSQL while the work is done, whoever sends it. */
export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const messages: string[][] = [];
  const prototype = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]): unknown {
    messages.push(textsOf(args[0]));
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

/** The cheapest of a few times: what runs by itself in the background now and then is not counted. */
export async function leastCostOf(work: () => Promise<unknown>): Promise<Cost> {
  let least = await costOf(work);
  for (let time = 1; time < 3; time += 1) {
    const cost = await costOf(work);
    if (cost.roundTrips < least.roundTrips || cost.statements.length < least.statements.length) least = cost;
  }
  return least;
}
