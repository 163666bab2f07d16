import { setImmediate as turn } from 'node:timers/promises';
import { WorkLimit } from './work-limit.js';

function limited(atOnce: number, mostWaiting: number) {
  const limit = new WorkLimit({ atOnce, mostWaiting });
  const done: string[] = [];
  let [running, most] = [0, 0];
  const run = (name: string, goesFirst = false): Promise<unknown> =>
    limit
      .run(async () => {
        most = Math.max(most, (running += 1));
        await turn();
        running -= 1;
        done.push(name);
        if (name === 'fails') throw new Error('of the work itself');
      }, goesFirst)
      .catch((error: { code?: string; message: string }) => error.code ?? error.message);
  return { run, done, most: () => most };
}

describe('WorkLimit', () => {
  it('runs no more at once than allowed, in order, and goes on after a failure', async () => {
    const { run, done, most } = limited(2, 10);
    const names = ['a', 'fails', 'b', 'c', 'd'];
    const results = await Promise.all(names.map((name) => run(name)));
    expect([done, most(), results[1]]).toEqual([names, 2, 'of the work itself']);
    await run('e');
    expect(done).toContain('e');
  });

  it('runs those with precedence first, and never refuses them because others wait', async () => {
    const { run, done } = limited(1, 2);
    const answers = await Promise.all([
      ...['a', 'b', 'c', 'd', 'e'].map((name) => run(name)),
      ...['x', 'y', 'z'].map((name) => run(name, true)),
    ]);
    expect(done).toEqual(['a', 'x', 'y', 'b', 'c']);
    expect(answers).toEqual([
      undefined,
      undefined,
      undefined,
      'auth.busy',
      'auth.busy',
      undefined,
      undefined,
      'auth.busy',
    ]);
  });
});
