import { jest } from '@jest/globals';
import { cutAt, type Moment } from './cut-at.js';
import { keepSpares, orphansIn, rolesOf, sparesIn } from './spares-of.js';
import { startTenancy, type TenancyContext } from './tenancy-context.js';
import { settled } from './what-is-left.js';

let t: TenancyContext;
let none: TenancyContext;

beforeAll(async () => {
  t = await startTenancy({ spareSchemas: 1 });
  none = await startTenancy({ database: t.database, spareSchemas: 0 });
});
afterEach(() => jest.restoreAllMocks());

interface Cut {
  readonly outcome: unknown;
  readonly step: number;
}

/** Does the work with its connection cut at each statement in turn, until it gets through. */
async function cutEverywhere(moment: Moment, work: () => Promise<unknown>, check: (cut: Cut) => Promise<unknown>) {
  for (let step = 1; ; step += 1) {
    cutAt(step, moment);
    const outcome = await work().catch((error: unknown) => error);
    jest.restoreAllMocks();
    await settled(t.database);
    expect({ step, orphans: await orphansIn(t.database) }).toEqual({ step, orphans: [] });
    if (!(outcome instanceof Error)) return step;
    await check({ outcome, step });
  }
}

describe.each<Moment>(['before', 'after'])('a connection that is cut %s any statement', (moment) => {
  it('leaves no half a spare, and the next tick makes one', async () => {
    await keepSpares(none.context);
    const steps = await cutEverywhere(
      moment,
      () => keepSpares(t.context),
      async ({ step }) => {
        // the commit may have come through before the cut
        const spares = await sparesIn(t.database);
        expect({ step, most: spares.length <= 1 }).toEqual({ step, most: true });
        await keepSpares(none.context);
      },
    );
    expect(steps).toBeGreaterThan(4);
    expect(await sparesIn(t.database)).toHaveLength(1);
  });

  it('drops a spare with its roles, or not at all', async () => {
    await keepSpares(t.context);
    const [spare] = await sparesIn(t.database);
    const steps = await cutEverywhere(
      moment,
      () => keepSpares(none.context),
      async ({ step }) => {
        const left = { spares: await sparesIn(t.database), roles: (await rolesOf(t.database, [spare!])).length };
        const whole = { spares: [spare], roles: 2 };
        expect([whole, { spares: [], roles: 0 }].map((one) => ({ step, ...one }))).toContainEqual({ step, ...left });
      },
    );
    expect(steps).toBeGreaterThan(2);
    expect(await rolesOf(t.database, [spare!])).toEqual([]);
  });

  it('gives a sign-up its spare, or leaves it to the next one', async () => {
    await keepSpares(t.context);
    const spares = await sparesIn(t.database);
    const slug = t.slug(`cut-${moment}`);
    const signUp = () => t.tenancy.provisionSignUp({ slug, name: slug });
    const steps = await cutEverywhere(moment, signUp, async ({ step }) => {
      const registered = (await t.database.query('select from tenants where slug = $1', [slug])).length;
      expect({ step, registered, spares: await sparesIn(t.database) }).toEqual({ step, registered: 0, spares });
    });
    expect(steps).toBeGreaterThan(5);
    expect(await sparesIn(t.database)).toEqual([]);
    await expect(signUp()).rejects.toMatchObject({ code: 'tenant.address_taken' });
  });
});
