import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface EventLoopDelays {
  /**
   * The most processor time of one turn of the event loop, which does not depend on the load of the machine; but for the very longest, in
   * which the garbage of the spec files before may be collected.
   */
  readonly longest: number;
  /** The 99th percentile of the delay of turns, in milliseconds of real time. */
  readonly p99: number;
}

/** How long, in milliseconds, the work blocks the event loop of this thread. */
export async function eventLoopDelays(work: () => Promise<unknown>): Promise<EventLoopDelays> {
  const clock = monitorEventLoopDelay({ resolution: 1 });
  let [longest, second] = [0, 0];
  let isOver = false;
  let used = processorTime();
  const turn = (): void => {
    const now = processorTime();
    [longest, second] = [Math.max(longest, now - used), Math.max(second, Math.min(longest, now - used))];
    used = now;
    if (!isOver) setImmediate(turn);
  };
  clock.enable();
  setImmediate(turn);
  await work().finally(() => (isOver = true));
  clock.disable();
  return { longest: second, p99: clock.percentile(99) / 1e6 };
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
