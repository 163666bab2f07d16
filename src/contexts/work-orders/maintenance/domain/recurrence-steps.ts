import { DAY_MS, dateOf, daysFromCivil, daysInMonth, timeOfDay } from './civil-time.js';

/** The wall-clock dates of a recurrence: always anchor + n × step, so that a moved date never moves its successors. */
export interface Steps {
  /** Local time of date n; n = 0 is the anchor. */
  localAt(n: number): number;
  /** The largest n whose date is not after the local time; below 0 when the anchor is. */
  indexAt(local: number): number;
}

export class DaySteps implements Steps {
  private readonly step: number;

  constructor(
    private readonly anchor: number,
    days: number,
  ) {
    this.step = days * DAY_MS;
  }

  localAt(n: number): number {
    return this.anchor + n * this.step;
  }

  indexAt(local: number): number {
    return Math.floor((local - this.anchor) / this.step);
  }
}

/** Steps of whole months that keep the anchor's day; a month that lacks it gives its last day. */
export class MonthSteps implements Steps {
  private readonly month: number;
  private readonly day: number;
  private readonly time: number;

  constructor(
    anchor: number,
    private readonly months: number,
  ) {
    const date = dateOf(anchor);
    this.month = date.year * 12 + date.month - 1;
    this.day = date.day;
    this.time = timeOfDay(anchor);
  }

  localAt(n: number): number {
    const month = this.month + n * this.months;
    const year = Math.floor(month / 12);
    const monthOfYear = month - year * 12 + 1;
    const day = this.day <= 28 ? this.day : Math.min(this.day, daysInMonth(year, monthOfYear));
    return daysFromCivil(year, monthOfYear, day) * DAY_MS + this.time;
  }

  indexAt(local: number): number {
    const { year, month } = dateOf(local);
    const n = Math.floor((year * 12 + month - 1 - this.month) / this.months);
    return this.localAt(n) <= local ? n : n - 1;
  }
}
