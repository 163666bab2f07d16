import { jest } from '@jest/globals';
import { cutAt, type Moment } from './cut-at.js';
import { startTenancy, type TenancyContext } from './tenancy-context.js';
import { everything, nothing, settled, tracesOf } from './what-is-left.js';

let t: TenancyContext;

beforeAll(async () => {
  t = await startTenancy();
});
afterEach(() => jest.restoreAllMocks());

describe('provisioning that is cut off', () => {
  it.each<Moment>(['before', 'after'])('%s any statement leaves nothing, and the same slug works', async (moment) => {
    const slug = t.slug(`cut-${moment}`);
    const firstRows = [{ table: 'counters', values: { name: 'first' } }];
    const provision = (): Promise<unknown> => t.tenancy.provision({ slug, name: 'Cut', firstRows });
    let step = 1;
    for (; ; step++) {
      cutAt(step, moment);
      const outcome = await provision().catch((error: unknown) => error);
      jest.restoreAllMocks();
      await settled(t.database);
      if (!(outcome instanceof Error)) break;
      expect({ step, ...(await tracesOf(t.database, slug)) }).toEqual({ step, ...nothing });
    }
    expect(step).toBeGreaterThan(6);
    await expect(provision()).rejects.toMatchObject({ code: 'tenant.slug_taken' });
    expect(await tracesOf(t.database, slug)).toEqual(everything);
  });
});
