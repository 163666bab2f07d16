import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Order } from './provision-and-die.js';
import { startTenancy, type TenancyContext } from './tenancy-context.js';
import { everything, nothing, settled, tracesOf } from './what-is-left.js';

let t: TenancyContext;

beforeAll(async () => {
  t = await startTenancy();
});

/** Returns the signal that ended the process, null when it finished. */
async function provisionInProcess(order: Order): Promise<string | null> {
  const script = ['scripts/run-ts.mjs', 'test/integration/tenancy/provision-and-die.ts', JSON.stringify(order)];
  const child = spawn(process.execPath, script, { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0 && signal === null) throw new Error(`The process ended with ${code}`);
  return signal;
}

describe('a provisioning process killed with SIGKILL', () => {
  it.each(['before', 'after'] as const)('%s any statement leaves nothing, and the same slug works', async (moment) => {
    const slug = t.slug(`killed-${moment}`);
    const { urls } = t.database;
    let step = 1;
    for (; ; step++) {
      const signal = await provisionInProcess({ urls, slug, step, moment });
      await settled(t.database);
      const traces = await tracesOf(t.database, slug);
      if (signal === null || traces.registered) break;
      expect({ step, ...traces }).toEqual({ step, ...nothing });
    }
    expect(step).toBeGreaterThan(6);
    expect(await tracesOf(t.database, slug)).toEqual(everything);
    await expect(t.tenancy.provision({ slug, name: 'Again' })).rejects.toMatchObject({ code: 'tenant.slug_taken' });
  });
});
