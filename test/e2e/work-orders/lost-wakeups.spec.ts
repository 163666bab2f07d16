import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { JobRunner, TenantWakeups, WakeupReconciliation } from '#libs/jobs';
import { waitUntil } from '#libs/testing';
import { fieldpilot, type Outcome } from '../tenancy/command-line.js';
import { local, MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
let dataDir: string;

beforeAll(async () => {
  scenario = await MaintenanceScenario.open({ ROLE: 'api', LOG_LEVEL: 'fatal' });
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-wakeups-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const query = <R extends object>(text: string, values: unknown[] = []) =>
  scenario.testApp.database.query<R & Record<string, unknown>>(
    text.replaceAll('tenant.', `${scenario.acme.ref.schema}.`),
    values,
  );

async function wakeUp(): Promise<string | undefined> {
  const rows = await query<{ due_at: Date }>(
    `select due_at from tenant_wakeups where kind = 'maintenance' and tenant_id = $1`,
    [scenario.acme.ref.id],
  );
  return rows[0]?.due_at.toISOString();
}

const everythingHeard = () =>
  waitUntil(async () => {
    const waiting = await query('select from tenant.outbox where delivered_at is null and dead_at is null');
    return waiting.length === 0 && (await wakeUp()) !== undefined;
  });

/** As after shared tables were restored. */
const loseWakeUp = () => query(`delete from tenant_wakeups where tenant_id = $1`, [scenario.acme.ref.id]);

/** Runs the timers of a quarter of an hour. */
async function aQuarterOfAnHour(): Promise<void> {
  const reconciliation = scenario.testApp.get(WakeupReconciliation);
  for (let minute = 0; minute < 15; minute += 1) {
    await query(`update job_leases set until = now() where kind = 'wakeup_reconciliation'`);
    await reconciliation.reconcile();
    await scenario.testApp.get(JobRunner).tick();
  }
}

function cli(...words: string[]): Promise<Outcome> {
  const { migratorUrl, platformUrl, appUrl } = scenario.testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  return fieldpilot(words, { ...urls, FIELDPILOT_DATA: dataDir });
}

describe('a tenant whose wake-up was lost', () => {
  it('gets its work order all the same, within a quarter of an hour', async () => {
    const { id } = await scenario.aSchedule();
    await everythingHeard();
    await loseWakeUp();
    await scenario.testApp.get(JobRunner).tick();
    expect(await scenario.workOrders(id)).toEqual([]);
    await aQuarterOfAnHour();
    expect(await scenario.workOrders(id)).toHaveLength(1);
    const { nextOccurrenceAt } = await scenario.schedule(id);
    expect(await wakeUp()).toBe(nextOccurrenceAt);
  });

  it('gets one too when the event for it became a dead letter, and the existing wake-up is too late', async () => {
    const late = await scenario.aSchedule({ firstOccurrenceAt: local(30) });
    const deaf = jest.spyOn(scenario.testApp.get(TenantWakeups), 'wakeBy').mockRejectedValue(new Error('no'));
    const { id } = await scenario.aSchedule();
    const givenUp = `update tenant.outbox set dead_at = now() where event_type = 'maintenance_schedule.changed'
      and aggregate_id = $1 and attempts > 0 returning id`;
    await waitUntil(async () => (await query(givenUp, [id])).length > 0);
    deaf.mockRestore();
    await scenario.edit(late.id, { isActive: false });
    await query(`update tenant_wakeups set due_at = now() + interval '1 month' where kind = 'maintenance'`);
    await aQuarterOfAnHour();
    expect(await scenario.workOrders(id)).toHaveLength(1);
  });

  it.each(['the command line', 'the API'])('has a wake-up again once %s has made its work orders', async (by) => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(-0.2), overlap: 'allow' });
    await everythingHeard();
    await loseWakeUp();
    if (by === 'the API') await scenario.generate(id);
    else expect(await cli('generate', '--tenant', scenario.acme.ref.slug)).toMatchObject({ code: 0 });
    expect(await scenario.workOrders(id)).toHaveLength(1);
    const [next] = await query<{ at: Date }>(
      'select min(wake_at) as at from tenant.maintenance_schedules where is_active and paused_at is null',
    );
    expect(await wakeUp()).toBe(next!.at.toISOString());
  });

  it('is named by db check, with the time that it waits for', async () => {
    await scenario.aSchedule();
    await everythingHeard();
    await aQuarterOfAnHour();
    expect(await cli('db', 'check')).toMatchObject({ code: 0 });
    await loseWakeUp();
    const { code, stdout } = await cli('db', 'check', '--json');
    expect(code).toBe(1);
    const { slug } = scenario.acme.ref;
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ schema: slug, kind: 'wake-up', object: 'maintenance', actual: null }),
    );
    await aQuarterOfAnHour();
    expect(await cli('db', 'check')).toMatchObject({ code: 0 });
  });
});

describe('a tenant that waits', () => {
  it('is shown by the readiness of every process, with its delay', async () => {
    await query(
      `update tenant_wakeups set due_at = now() - interval '10 minutes' where tenant_id = $1 and kind = 'maintenance'`,
      [scenario.acme.ref.id],
    );
    const { body } = await scenario.admin.get('/health/ready').expect(200);
    expect(body).toMatchObject({ status: 'ready', figures: { lateSeconds: { maintenance: expect.any(Number) } } });
    expect(body.figures.lateSeconds.maintenance).toBeGreaterThanOrEqual(600);
  });
});
