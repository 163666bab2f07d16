import type { DomainError } from '#libs/kernel';
import { momentOf, type StatedTime } from './stated-time.js';

const now = new Date('2026-11-24T10:00:00Z');
const earliest = new Date('2026-11-24T08:00:00Z');
const minutesAgo = (minutes: number, milliseconds = 0) => new Date(now.getTime() - minutes * 60_000 + milliseconds);
const stated = (time: StatedTime) => momentOf(time, earliest, now, 'completedAt');
const refusalOf = (time: StatedTime) => {
  try {
    return stated(time) && undefined;
  } catch (error) {
    const { code, extra } = error as DomainError;
    return [code, extra.errors?.[0]?.pointer];
  }
};

describe('a time that is stated', () => {
  it('is backdated when it is more than five minutes ago, and says when it was entered', () => {
    expect(stated({ at: minutesAgo(5) })).toEqual({ at: minutesAgo(5), recordedAt: null });
    expect(stated({ at: minutesAgo(5, -1), reason: 'Off-line' })).toEqual({ at: minutesAgo(5, -1), recordedAt: now });
    expect(stated({ at: earliest, reason: 'Off-line' })).toEqual({ at: earliest, recordedAt: now });
  });

  it.each([
    [minutesAgo(0, 1), 'x', 'work_order.time_in_future', '/completedAt'],
    [new Date(earliest.getTime() - 1), 'x', 'work_order.time_too_early', '/completedAt'],
    [minutesAgo(6), undefined, 'work_order.backdating_reason_required', '/reason'],
    [minutesAgo(6), '  ', 'work_order.backdating_reason_required', '/reason'],
  ])('%s, because of %j, is refused with %s', (at, reason, code, pointer) => {
    expect(refusalOf({ at, reason })).toEqual([code, pointer]);
  });

  it('is now unless given, and never before the earliest', () => {
    expect(stated({ reason: 'x' })).toEqual({ at: now, recordedAt: null });
    const later = minutesAgo(-1);
    expect(momentOf({}, later, now, 'completedAt')).toEqual({ at: later, recordedAt: null });
  });
});
