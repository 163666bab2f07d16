import { Clock } from '#libs/kernel';

/** A clock that stands still until the test moves it. */
export class FakeClock extends Clock {
  private time: number;

  constructor(start: Date | string = '2026-11-23T08:00:00Z') {
    super();
    this.time = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.time);
  }

  set(time: Date | string): void {
    this.time = new Date(time).getTime();
  }

  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Partial<Record<Unit, number>>): void {
    this.time += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
  }
}

type Unit = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds';
