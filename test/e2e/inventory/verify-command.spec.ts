import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '../../../src/demo/index.js';
import { fieldpilot, type Outcome } from '../tenancy/command-line.js';
import { StockRoom } from './stock-room.js';

let room: StockRoom;
let dataDir: string;

beforeAll(async () => {
  room = await StockRoom.open();
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-verify-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function verify(...words: string[]): Promise<Outcome> {
  const { migratorUrl, platformUrl, appUrl } = room.testApp.database.urls;
  const urls = { DATABASE_URL: migratorUrl, DATABASE_PLATFORM_URL: platformUrl, DATABASE_APP_URL: appUrl };
  return fieldpilot(['inventory', 'verify', ...words], { ...urls, FIELDPILOT_DATA: dataDir });
}

describe('fieldpilot inventory verify', () => {
  it('finds nothing where everything was booked, of one tenant or all, the demo included', async () => {
    const part = await room.part({ partNumber: 'A-1' });
    await room.receive(part, 7, '1.11');
    await room.book(part, 'issue', { quantity: 2 });
    await seedDemo(room.testApp.app, { dataDir, baseUrl: 'http://localhost:3000' });
    const one = await verify(room.tenant.slug);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toMatch(new RegExp(`^tenant +parts +movements\n${room.tenant.slug} +1 +2\n$`));
    const all = await verify('--json');
    const reports = JSON.parse(all.stdout) as { tenant: string; movements: number; difference: unknown }[];
    expect(reports.map(({ tenant }) => tenant)).toEqual(
      expect.arrayContaining(['northlift', 'st-marien', room.tenant.slug]),
    );
    for (const { difference, movements } of reports) {
      expect(difference).toBeNull();
      expect(movements).toBeGreaterThan(0);
    }
  }, 120_000);

  it.each([
    [
      'a location',
      `update tenant.inventory_stock set quantity = quantity + 1 where part_id = $1`,
      'at Main store: 6 at a value of 10.00 are kept, the ledger says 5 at 10.00',
    ],
    [
      'a value',
      `update tenant.inventory_stock set value = value - 0.01 where part_id = $1`,
      'at Main store: 5 at a value of 9.99 are kept, the ledger says 5 at 10.00',
    ],
    [
      'a total',
      `update tenant.inventory_parts set quantity_in_stock = 4 where id = $1`,
      'over all locations: 4 at a value of 10.00 are kept, the ledger says 5 at 10.00',
    ],
    [
      'a lost stock',
      `delete from tenant.inventory_stock where part_id = $1`,
      'at Main store: 0 at a value of 0 are kept, the ledger says 5 at 10.00',
    ],
  ])('names the first difference: %s', async (_what, damage, difference) => {
    const part = await room.part({ partNumber: '00-first' });
    await room.receive(part, 5, '2.00');
    await room.query(damage, [part]);
    const { code, stderr } = await verify(room.tenant.slug);
    expect([code, stderr]).toEqual([1, `${room.tenant.slug}: part 00-first ${difference}\n`]);
    await room.query('delete from tenant.inventory_transactions where part_id = $1', [part]);
    await room.query('delete from tenant.inventory_stock where part_id = $1', [part]);
    await room.query('delete from tenant.inventory_parts where id = $1', [part]);
  });

  it('says so when there is no such tenant', async () => {
    const { code, stderr } = await verify('nobody');
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no tenant "nobody"')]);
  });
});
