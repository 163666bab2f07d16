import { sentStatements, withoutBookkeeping } from '#libs/testing';

/** What a piece of work has cost the database. */
export interface Cost {
  /** Messages that were waited for. */
  readonly roundTrips: number;
  /** Texts of the statements that read or write, in order. */
  readonly statements: readonly string[];
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const messages = await sentStatements(work);
  return { roundTrips: messages.length, statements: withoutBookkeeping(messages).map(({ text }) => text) };
}
