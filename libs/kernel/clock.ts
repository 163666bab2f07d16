/** Where the application gets the time from, so that tests can hold it still. Due dates are judged by the database's clock, not this one. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
