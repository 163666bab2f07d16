import type { Statement } from '#libs/database';

/** The time of the oldest row that is left, plus the given days. */
export function oldestKept(schema: string, daysLater = 0): Statement {
  const text = `select least((select min(occurred_at) from "${schema}".outbox where delivered_at is not null),
    (select min(processed_at) from "${schema}".inbox)) + make_interval(days => $1) as at`;
  return { text, values: [daysLater], writes: false };
}
