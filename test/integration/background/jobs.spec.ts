import type { INestApplicationContext } from '@nestjs/common';
import { Databases, type Statement } from '#libs/database';
import { JobRunner, RunsPerTenant, TenantWakeups, WakeupReconciliation, type TenantJob } from '#libs/jobs';
import { uuidv7 } from '#libs/kernel';
import { currentTenant, type TenantRef } from '#libs/request-context';
import { waitUntil } from '#libs/testing';
import { SLICES } from '../../../libs/jobs/wakeup-reconciliation.js';
import { createBackgroundDatabase, startBackground, type BackgroundDatabase } from './background-app.js';

const KIND = 'test';
const runs: string[] = [];
let onRun: (tenant: TenantRef) => Promise<Date | null> = () => Promise.resolve(null);

const OTHER = 'test-other';
const otherRuns: string[] = [];

@RunsPerTenant(OTHER)
class OtherJob implements TenantJob {
  run({ slug }: TenantRef): Promise<null> {
    otherRuns.push(slug);
    return Promise.resolve(null);
  }

  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}

@RunsPerTenant(KIND)
class TestJob implements TenantJob {
  async run(tenant: TenantRef): Promise<Date | null> {
    runs.push(currentTenant().slug);
    return onRun(tenant);
  }

  nextWakeup(schema: string): Statement {
    return { text: `select min(created_at) as at from "${schema}".teams`, values: [], writes: false };
  }
}

let background: BackgroundDatabase;
let apps: INestApplicationContext[];
beforeAll(async () => {
  background = await createBackgroundDatabase(3);
  apps = await Promise.all([1, 2, 3, 4].map(() => startBackground(background, [TestJob, OtherJob])));
});
beforeEach(async () => {
  runs.length = 0;
  onRun = () => Promise.resolve(null);
  await background.database.query('delete from tenant_wakeups');
  await background.database.query('delete from job_leases');
});

const wakeups = () => apps[0]!.get(TenantWakeups);
/** Sets it in all processes; returns the previous value. */
function setOfAll(times: Partial<TenantWakeups>): Partial<TenantWakeups> {
  const { leaseSeconds, pauseSeconds } = wakeups();
  for (const app of apps) Object.assign(app.get(TenantWakeups), times);
  return { leaseSeconds, pauseSeconds };
}
/** Counts how often connections are acquired from now on. */
function countBorrowed(): () => number {
  let borrowed = 0;
  for (const app of apps) {
    const { appPool, platformPool } = app.get(Databases);
    for (const pool of [appPool, platformPool]) pool.on('acquire', () => void (borrowed += 1));
  }
  return () => borrowed;
}
const tick = (n = 0) => apps[n]!.get(JobRunner).tick();
const past = () => new Date(Date.now() - 1_000);
/** Without a schema: nothing that the jobs here do needs one. */
async function addTenants(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const tenant = { ...background.tenants[0]!, id: uuidv7(), slug: `more-${n}` };
    await background.database.query('insert into tenants (id, schema_name, name, slug) values ($1, $2, $3, $3)', [
      tenant.id,
      `tenant_more_${n}`,
      tenant.slug,
    ]);
    background.tenants.push(tenant);
  }
}
const dueTimes = async () =>
  (await background.database.query<{ due_at: Date }>('select due_at from tenant_wakeups')).map(({ due_at }) =>
    due_at.toISOString(),
  );

describe('tenant jobs', () => {
  it('run once for each due tenant, however many processes tick at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      for (const { id } of background.tenants) await wakeups().wakeBy(id, KIND, past());
      await Promise.all(apps.map((_, n) => tick(n)));
      expect([...runs].sort()).toEqual(background.tenants.map(({ slug }) => slug).sort());
      runs.length = 0;
    }
  });

  it('leave idle tenants alone and come back at the time that the run answered', async () => {
    const [first] = background.tenants;
    const next = new Date(Date.now() + 3_600_000);
    onRun = () => Promise.resolve(next);
    await wakeups().wakeBy(first!.id, KIND, past());
    expect(await tick()).toBe(1);
    expect(await tick()).toBe(0);
    expect(await dueTimes()).toEqual([next.toISOString()]);
  });

  it('go on for the others when one never ends', async () => {
    const [hung, ...others] = background.tenants;
    const runner = apps[0]!.get(JobRunner);
    const { timeLimitSeconds } = runner;
    Object.assign(runner, { timeLimitSeconds: 1 });
    onRun = ({ id }) => (id === hung!.id ? new Promise(() => undefined) : Promise.resolve(null));
    await wakeups().wakeBy(hung!.id, KIND, past());
    expect(await tick()).toBe(1);
    for (const { id } of others) await wakeups().wakeBy(id, KIND, past());
    expect(await tick()).toBe(2);
    Object.assign(runner, { timeLimitSeconds });
    const [retry] = await dueTimes();
    expect(Date.parse(retry!) - Date.now()).toBeGreaterThan(30_000);
  });

  it('run again when something changed while they ran', async () => {
    const [first] = background.tenants;
    onRun = async ({ id }) => {
      await wakeups().wakeBy(id, KIND, past());
      return new Date(Date.now() + 3_600_000);
    };
    await wakeups().wakeBy(first!.id, KIND, past());
    await tick();
    expect(runs.length).toBeGreaterThan(0);
    onRun = () => Promise.resolve(null);
    runs.length = 0;
    expect(await tick()).toBe(1);
    expect(await dueTimes()).toEqual([]);
  });

  it('of one tenant may fail without stopping the others, and are tried again', async () => {
    const [broken] = background.tenants;
    onRun = ({ id }) => (id === broken!.id ? Promise.reject(new Error('broken')) : Promise.resolve(null));
    for (const { id } of background.tenants) await wakeups().wakeBy(id, KIND, past());
    await tick();
    expect(runs).toHaveLength(3);
    const [due] = await dueTimes();
    expect(new Date(due!).getTime()).toBeGreaterThan(Date.now() + 30_000);
  });

  it('of one kind do not wait for those of another that hang', async () => {
    const [first] = background.tenants;
    let release!: () => void;
    const released = new Promise<null>((resolve) => (release = () => resolve(null)));
    onRun = () => released;
    await wakeups().wakeBy(first!.id, KIND, past());
    const hanging = tick();
    await waitUntil(() => Promise.resolve(runs.length === 1));
    await wakeups().wakeBy(first!.id, OTHER, past());
    const next = tick();
    await waitUntil(() => Promise.resolve(otherRuns.length === 1));
    release();
    expect(await Promise.all([hanging, next])).toEqual([1, 2]);
  });

  it('stay with a process that lives, for as long as they take, and are not run by others meanwhile', async () => {
    const [first] = background.tenants;
    const former = setOfAll({ leaseSeconds: 4 });
    let release!: () => void;
    onRun = () => new Promise((resolve) => (release = () => resolve(null)));
    await wakeups().wakeBy(first!.id, KIND, past());
    const running = tick(0);
    await waitUntil(() => Promise.resolve(runs.length === 1));
    const longerThanALease = performance.now() + 5_500;
    await waitUntil(async () => (await tick(1)) > 0 || performance.now() > longerThanALease);
    release();
    expect(await running).toBe(1);
    expect(runs).toHaveLength(1);
    expect(await dueTimes()).toEqual([]);
    setOfAll(former);
  });

  it('whose wake-up was lost are found in the tenants themselves, each queried once and by one process', async () => {
    const [first, second] = background.tenants;
    await background.database.query(
      `insert into "${first!.schema}".teams (id, name) values (gen_random_uuid(), 'due')`,
    );
    await background.database.query(
      `insert into "${second!.schema}".teams (id, name) values (gen_random_uuid(), 'due')`,
    );
    await wakeups().wakeBy(second!.id, KIND, new Date(Date.now() + 3_600_000));
    for (const app of apps) Object.assign(app.get(WakeupReconciliation)['lost'], { intervalSeconds: 0 });
    const asked = countBorrowed();
    const found = [];
    for (let slice = 0; slice < SLICES; slice += 1)
      found.push(...(await apps[slice % 4]!.get(WakeupReconciliation).reconcile()));
    expect(found.map(({ slug }) => slug).sort()).toEqual([first!.slug, second!.slug].sort());
    // each run claims itself and writes; besides, there is one query for each of three tenants
    expect(asked()).toBeLessThanOrEqual(SLICES + 3 + 3);
    expect(await tick()).toBe(2);
    expect([...runs].sort()).toEqual([first!.slug, second!.slug].sort());
    for (const app of apps) Object.assign(app.get(WakeupReconciliation)['lost'], { intervalSeconds: 55 });
    const claims = await Promise.all(apps.map((app) => app.get(WakeupReconciliation)['lost'].claimRun()));
    expect(claims.filter((claim) => claim !== null).length).toBeLessThanOrEqual(1);
  });

  it('that cannot be done now wait for a moment, however many tenants there are, and are known to be late', async () => {
    await addTenants(30);
    const former = setOfAll({ pauseSeconds: 60 });
    onRun = () => Promise.resolve(past());
    const since = new Date(Date.now() - 90_000);
    for (const { id } of background.tenants) await wakeups().wakeBy(id, KIND, since);
    for (let round = 0; round < 20; round += 1) await Promise.all([tick(0), tick(1)]);
    setOfAll(former);
    expect(runs).toHaveLength(background.tenants.length);
    expect((await wakeups().lateness())[KIND]).toBeGreaterThanOrEqual(90);
  });

  it('are late for as long as they fail, and no longer once they are done', async () => {
    const [first] = background.tenants;
    onRun = () => Promise.reject(new Error('broken'));
    await wakeups().wakeBy(first!.id, KIND, new Date(Date.now() - 90_000));
    await tick();
    expect((await wakeups().lateness())[KIND]).toBeGreaterThanOrEqual(90);
    await background.database.query('update tenant_wakeups set due_at = now()');
    onRun = () => Promise.resolve(new Date(Date.now() + 3_600_000));
    await tick();
    expect(await wakeups().lateness()).toEqual({});
  });

  it('are taken over from a holder whose claim ran out, whose late answer changes nothing', async () => {
    const [first] = background.tenants;
    await wakeups().wakeBy(first!.id, KIND, past());
    const [lost] = await wakeups().claimDue([KIND], 10);
    await background.database.query(`update tenant_wakeups set due_at = now() - interval '1 second'`);
    const next = new Date(Date.now() + 7_200_000);
    onRun = () => Promise.resolve(next);
    expect(await tick(1)).toBe(1);
    await wakeups().complete(lost!, { next: null });
    expect(await dueTimes()).toEqual([next.toISOString()]);
  });
});
