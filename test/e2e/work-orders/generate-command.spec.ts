import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldpilot, type Outcome } from '../tenancy/command-line.js';
import { MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
let dataDir: string;

beforeAll(async () => {
  scenario = await MaintenanceScenario.open({ ROLE: 'api' });
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-generate-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function generate(...words: string[]): Promise<Outcome> {
  const { migratorUrl, platformUrl, appUrl } = scenario.testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  return fieldpilot(['generate', '--tenant', scenario.acme.ref.slug, ...words], { ...urls, FIELDPILOT_DATA: dataDir });
}

describe('fieldpilot generate', () => {
  it('reports what was made, and which schedules are paused and why', async () => {
    const [due, poison] = [await scenario.aSchedule(), await scenario.aSchedule()];
    const { schema, slug } = scenario.acme.ref;
    const loseZone = `update ${schema}.maintenance_schedules set timezone = 'Mars/Base' where id = $1`;
    await scenario.testApp.database.query(loseZone, [poison.id]);
    const reason = 'timezone must be an IANA time zone, such as Europe/Berlin';
    const first = await generate();
    expect(first.stderr).toContain(`${slug}: schedule ${poison.id} rests: ${reason}\n`);
    expect(first.stdout).toMatch(new RegExp(`^tenant +generated +skipped +missed +resting\n${slug} +1 +0 +0 +1\n$`));
    expect(await scenario.workOrders(due.id)).toHaveLength(1);
    const again = await generate('--json');
    const nothing = { generated: 0, skipped: 0, missed: 0, capped: [] };
    expect(JSON.parse(again.stdout)).toEqual([
      { tenant: slug, ...nothing, resting: [{ scheduleId: poison.id, reason }] },
    ]);
    expect([first.code, again.code]).toEqual([0, 0]);
  });
});
