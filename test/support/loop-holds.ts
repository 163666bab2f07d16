import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopHolds {
  /** The most processor time that one turn of the event loop took: what a busy machine takes from it does not count. */
  readonly longest: number;
  /** 99 of 100 turns began so much later than they might have, in milliseconds of the clock. */
  readonly p99: number;
}

/** For how long, in milliseconds, the event loop of this thread is held while the work is done. */
export async function loopHolds(work: () => Promise<unknown>): Promise<LoopHolds> {
  const clock = monitorEventLoopDelay({ resolution: 1 });
  let longest = 0;
  let isOver = false;
  let used = processorTime();
  const turn = (): void => {
    const now = processorTime();
    longest = Math.max(longest, now - used);
    used = now;
    if (!isOver) setImmediate(turn);
  };
  clock.enable();
  setImmediate(turn);
  await work().finally(() => (isOver = true));
  clock.disable();
  return { longest, p99: clock.percentile(99) / 1e6 };
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
