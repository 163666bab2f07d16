import { DateTime } from 'luxon';

/** Times relative to the start, so that the demo always looks current. */
export class DemoCalendar {
  constructor(readonly now: Date) {}

  /** The local time `HH:mm` in a zone, so many days before today there; negative days are in the future. */
  at(zone: string, daysAgo: number, time: string): Date {
    return atTime(this.today(zone).minus({ days: daysAgo }), time).toJSDate();
  }

  hoursAgo(hours: number): Date {
    return new Date(this.now.getTime() - hours * 3_600_000);
  }

  /** The date as `YYYY-MM-DD`, so many days from now. */
  day(daysAhead: number): string {
    return this.today('utc').plus({ days: daysAhead }).toISODate()!;
  }

  today(zone: string): DateTime {
    return DateTime.fromJSDate(this.now, { zone }).startOf('day');
  }
}

export function atTime(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute });
}

export function later(from: Date, { minutes = 0, hours = 0, days = 0 }): Date {
  return new Date(from.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000);
}

export function earliest(...times: readonly Date[]): Date {
  return new Date(Math.min(...times.map((time) => time.getTime())));
}

export function latest(...times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())));
}
