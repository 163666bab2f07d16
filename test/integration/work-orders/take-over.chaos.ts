import { TenantWakeups } from '#libs/jobs';
import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { startProduct, stopProduct } from '../../e2e/tenancy/product-process.js';
import { addLateSchedules, aMachine } from './due-dates.js';

let testApp: TestApp;
let acme: TestTenant;
beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
});

const query = <R extends object>(text: string) =>
  testApp.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${acme.ref.schema}.`));

async function startWorker() {
  const { migratorUrl, platformUrl, appUrl } = testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  const worker = startProduct({ ...urls, ROLE: 'worker' });
  await worker.ready;
  return worker;
}

describe('a worker that is killed while it makes work orders', () => {
  it('is followed by another within a minute, by the clock and with the leases that there are', async () => {
    // the first insert takes longer than its process lives; later ones do not
    await query(`create sequence tenant.inserts; grant usage on sequence tenant.inserts to public`);
    await query(`create function tenant.linger() returns trigger language plpgsql as
      $$ begin if nextval('tenant.inserts') = 1 then perform pg_sleep(25); end if; return new; end $$`);
    await query('create trigger linger before insert on tenant.tasks for each row execute function tenant.linger()');
    await addLateSchedules(testApp, acme, { equipmentId: await aMachine(acme), count: 3, dates: 5 });
    const first = await startWorker();
    await testApp.get(TenantWakeups).wakeBy(acme.ref.id, 'maintenance', new Date());
    const isAtWork = async () => (await query(`select from tenant.inserts where is_called`)).length > 0;
    await waitUntil(isAtWork, { timeoutMs: 60_000 });
    const second = await startWorker();
    await stopProduct(first, 'SIGKILL');
    const killedAt = performance.now();
    const made = async () => (await query<{ n: number }>('select count(*)::int as n from tenant.tasks'))[0]!.n;
    await waitUntil(async () => (await made()) > 0, { timeoutMs: 120_000 });
    const seconds = (performance.now() - killedAt) / 1_000;
    expect(await made()).toBe(15);
    expect(seconds).toBeLessThan(60);
    process.stderr.write(`taken over after ${seconds.toFixed(1)} s\n`);
    await stopProduct(second);
  });
});
