import { DateTime } from 'luxon';

/** Times relative to the start, so that a demo is as fresh next year as it is today. */
export class DemoCalendar {
  constructor(readonly now: Date) {}

  /** The wall-clock time `HH:mm` in a zone, so many days before today there; negative days lie ahead. */
  at(zone: string, daysAgo: number, time: string): Date {
    return atTime(this.today(zone).minus({ days: daysAgo }), time).toJSDate();
  }

  hoursAgo(hours: number): Date {
    return new Date(this.now.getTime() - hours * 3_600_000);
  }

  /** `YYYY-MM-DD`, so many days ahead. */
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
