import { DateTime } from 'luxon';
import type { MailTimes } from '../../preferences/domain/mail-times.js';
import { isQuiet, type QuietHours } from '../../preferences/domain/quiet-hours.js';

/** What is told within this time of the first becomes one mail. */
export const BUNDLING_SECONDS = 60;

const MINUTE_MILLISECONDS = 60_000;

/** When something is mailed that was told at a time: once it is bundled, or with the next digest; after quiet hours. */
export function mailTime(toldAt: Date, times: MailTimes, timezone: string): Date {
  const ready = new Date(toldAt.getTime() + BUNDLING_SECONDS * 1_000);
  const at = times.emailDelivery === 'daily' ? nextDigest(toldAt, times.digestAt, timezone) : ready;
  return times.quietHours === null ? at : endOfQuiet(at, times.quietHours, timezone);
}

/** The first time from then on at which the clock of the user shows none of the quiet hours. */
export function endOfQuiet(at: Date, quiet: QuietHours, timezone: string): Date {
  const local = DateTime.fromJSDate(at, { zone: timezone });
  if (!isQuiet(timeOf(local), quiet)) return at;
  const [hour, minute] = parts(quiet.until);
  const wait = (hour * 60 + minute - local.hour * 60 - local.minute + 1_440) % 1_440;
  const start = local.startOf('minute');
  const end = start.plus({ milliseconds: wait * MINUTE_MILLISECONDS });
  return (end.offset === start.offset ? end : firstLoud(start, quiet)).toJSDate();
}

/** Minute by minute, on the days when clocks are changed. */
function firstLoud(from: DateTime, quiet: QuietHours): DateTime {
  let at = from;
  while (isQuiet(timeOf(at), quiet)) at = at.plus({ milliseconds: MINUTE_MILLISECONDS });
  return at;
}

/** The next time after then at which the clock of the user shows the time of the digest; an hour later where it skips that. */
function nextDigest(toldAt: Date, digestAt: string, timezone: string): Date {
  const [hour, minute] = parts(digestAt);
  const today = DateTime.fromJSDate(toldAt, { zone: timezone }).startOf('day').set({ hour, minute });
  const next = today.toJSDate() > toldAt ? today : today.startOf('day').plus({ days: 1 }).set({ hour, minute });
  return next.toJSDate();
}

function timeOf(at: DateTime): string {
  return at.toFormat('HH:mm');
}

function parts(time: string): [number, number] {
  const [hour, minute] = time.split(':').map(Number);
  return [hour!, minute!];
}
