/**
 * Where everything that decides gets the time from: the database's, so that processes agree with each other and with queries that say
 * now(). Tests can hold it still.
 */
export abstract class Clock {
  abstract now(): Date;
}

/** The machine's: where there is no database. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
