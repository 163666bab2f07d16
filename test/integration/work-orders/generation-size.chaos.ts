import { createTestApp, provisionTestTenant } from '#libs/testing';
import { addLateSchedules, aMachine } from './due-dates.js';
import { watchGeneration } from './generation-size.js';

describe('fifty thousand late dates', () => {
  it('are made in steps of 2,000, and never block the process for 50 milliseconds', async () => {
    const testApp = await createTestApp({ environment: { ROLE: 'api' } });
    const acme = await provisionTestTenant(testApp);
    await addLateSchedules(testApp, acme, { equipmentId: await aMachine(acme), count: 500, dates: 100 });
    const run = await watchGeneration(testApp, acme);
    expect(run).toMatchObject({ generated: 50_000, largest: 2_000 });
    expect(run.longest).toBeLessThan(50);
    expect(process.memoryUsage.rss()).toBeLessThan(1_000_000_000);
    await testApp.close();
  });
});
