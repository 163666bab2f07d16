/**
 * The source of time for all decisions: the database's clock, so that processes agree with each other and with queries that use now().
 * Tests can stop it.
 */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's clock, for use without a database. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
