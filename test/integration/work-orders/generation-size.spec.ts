import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { addLateSchedules, aMachine } from './due-dates.js';
import { watchGeneration } from './generation-size.js';

let testApp: TestApp;
let acme: TestTenant;
let equipmentId: string;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
  equipmentId = await aMachine(acme);
});

const add = (count: number, dates: number) => addLateSchedules(testApp, acme, { equipmentId, count, dates });

const rows = async (table: string): Promise<number> => {
  const [row] = await testApp.database.query<{ n: number }>(
    `select count(*)::int as n from ${acme.ref.schema}.${table}`,
  );
  return row!.n;
};

describe('a long list of late dates', () => {
  it('is made some 2,000 work orders at a time', async () => {
    await add(60, 100);
    const run = await watchGeneration(testApp, acme);
    expect(run).toMatchObject({ generated: 6_000, planned: [20, 20, 20] });
    expect(run.largest).toBe(2_000);
    expect(await Promise.all(['tasks', 'task_history', 'maintenance_occurrences'].map(rows))).toEqual([
      6_000, 6_000, 6_000,
    ]);
  }, 60_000);

  it('does not make many short ones wait: schedules with a date each share a transaction by the hundreds', async () => {
    await add(1_200, 1);
    expect(await watchGeneration(testApp, acme)).toMatchObject({ generated: 1_200, planned: [500, 500, 200] });
  });
});
