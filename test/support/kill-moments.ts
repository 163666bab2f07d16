import { sampleDay, triesEverything } from './sampling.js';

export interface KillMoment {
  /** The number of a message to PostgreSQL. */
  readonly step: number;
  readonly moment: 'before' | 'after';
}

/**
 * The moments at which to kill a process, two at a time without end: the caller stops when a process has done its work before its moment.
 * To the database a process that dies before it sends a message is like one that dies after the response to the message before. So a sample
 * has the moment before the first one, and after every n-th; over n days, after each.
 */
export function* killMoments(n: number, day = sampleDay): Generator<readonly [KillMoment, KillMoment], never> {
  if (triesEverything) for (let step = 1; ; step += 1) yield [before(step), after(step)];
  let step = 1 + (day % n);
  yield [before(1), after(step)];
  for (;;) yield [after((step += n)), after((step += n))];
}

const before = (step: number): KillMoment => ({ step, moment: 'before' });
const after = (step: number): KillMoment => ({ step, moment: 'after' });
