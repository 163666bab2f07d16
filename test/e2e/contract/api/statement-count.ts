import { sentStatements, withoutBookkeeping } from '#libs/testing';

/** The cost of some work for the database. */
export interface Cost {
  /** The number of round trips. */
  readonly roundTrips: number;
  /** Texts of the statements that read or write, in order. */
  readonly statements: readonly string[];
}

export async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const messages = await sentStatements(work);
  return { roundTrips: messages.length, statements: withoutBookkeeping(messages).map(({ text }) => text) };
}
