import { assertReopenable, ratingTime, reopenableUntil } from './request-follow-up.js';

const completedAt = new Date('2026-11-01T10:00:00Z');
const done = { status: 'completed', completedAt } as const;
const after = (days: number, milliseconds = 0) => new Date(completedAt.getTime() + days * 86_400_000 + milliseconds);

describe('work that is not right', () => {
  it('is reopened for 14 days', () => {
    expect(reopenableUntil(completedAt)).toEqual(after(14));
    expect(() => assertReopenable(done, after(14))).not.toThrow();
    expect(() => assertReopenable(done, after(14, 1))).toThrow('too long ago');
  });

  it('is reopened for 14 days from when a completion was entered that is backdated', () => {
    const stated = { ...done, completionRecordedAt: after(10) };
    expect(() => assertReopenable(stated, after(24))).not.toThrow();
    expect(() => assertReopenable(stated, after(24, 1))).toThrow('too long ago');
  });

  it.each([null, { status: 'in_progress', completedAt: null }, { status: 'canceled', completedAt: null }] as const)(
    'is no work that is not completed: %j',
    (work) => expect(() => assertReopenable(work, after(1))).toThrow('not completed'),
  );
});

describe('a rating', () => {
  it('keeps its time when it is changed, for 7 days', () => {
    const ratedAt = after(2);
    expect(ratingTime(done, null, ratedAt)).toBe(ratedAt);
    expect(ratingTime(done, ratedAt, after(9))).toBe(ratedAt);
    expect(() => ratingTime(done, ratedAt, after(9, 1))).toThrow('no longer');
  });

  it('is new for work that was completed anew', () => {
    const anew = { status: 'completed', completedAt: after(20) } as const;
    expect(ratingTime(anew, after(2), after(21))).toEqual(after(21));
  });

  it('waits for the completion', () => {
    expect(() => ratingTime({ status: 'in_progress', completedAt: null }, null, after(1))).toThrow('not completed');
  });
});
