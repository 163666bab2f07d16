import { deepStrictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import type { OperationRun } from '#libs/operations';
import { runInTenant } from '#libs/request-context';
import { Storage } from '#libs/storage';
import type { ImportReport } from '../../src/contexts/assets/equipment-files/application/import-equipment.js';
import { ImportRunService } from '../../src/contexts/assets/equipment-files/application/import-run.service.js';
import { importReaders } from '../../src/contexts/assets/equipment-files/http/imported-machine.dto.js';
import type { Bench, BenchRun } from './bench.js';
import { addTenant } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

type Tenant = Awaited<ReturnType<typeof addTenant>>;

const columns =
  'equipmentNumber,name,facilityCode,serialNumber,equipmentType,manufacturer,model,installationDate,notes';
const cells = (n: number) => [
  ...[`M-${n}`, `Passenger lift ${n}`, `HT`, `SN-${n * 7}`, 'passenger_lift', 'KONE', `MonoSpace ${n % 40}`],
  ...['2019-05-14', `"Door sensor replaced, behind the reception of house ${n % 90}"`],
];
const linesOf = (count: number): string[] => Array.from({ length: count }, (_, n) => cells(n).join(','));

export const assets: Bench = {
  about:
    'an import of 50,000 machines from CSV, with their audit entries and events, against COPY of the same rows into the same table',
  measure: async (run) => {
    const { superuserUrl } = await run.server();
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    const measured = await run.withProduct(async (app) => {
      const tenant = await addTenant(app, 'plant');
      await client.query(`set search_path to ${tenant.schema}`);
      const count = run.number(50_000, 50_000, 600);
      return inTurns(run.number(5, 3, 1), await contenders(run, app, client, tenant, count));
    });
    await client.end();
    return [resultOf('import', 's', measured)];
  },
};

async function contenders(
  run: BenchRun,
  app: INestApplicationContext,
  client: pg.Client,
  tenant: Tenant,
  count: number,
) {
  await client.query(`update entitlements set limit_value = 1e9 where name = 'equipment'`);
  const facility = `insert into facilities (name, facility_code, timezone) values ('Harbour Tower', 'HT', 'UTC') returning id`;
  const facilityId = (await client.query<{ id: string }>(facility)).rows[0]!.id;
  const imported = await importer(app, client, tenant, linesOf(count));
  const copied = await copier(run, client, linesOf(count), facilityId);
  const measure = (work: () => Promise<unknown>) => async () => {
    await client.query('truncate equipment, audit_logs, outbox cascade');
    await client.query('vacuum (analyze) equipment');
    const duration = await milliseconds(work);
    const { rows } = await client.query<{ n: string }>('select count(*) as n from equipment');
    deepStrictEqual(Number(rows[0]!.n), count);
    return duration / 1_000;
  };
  return { product: measure(imported), floor: measure(copied) };
}

async function importer(app: INestApplicationContext, client: pg.Client, tenant: Tenant, lines: readonly string[]) {
  const key = `${tenant.id}/machines`;
  await app
    .get(Storage, { strict: false })
    .put(key, Readable.from([Buffer.from([columns, ...lines].join('\n'))]), 'text/csv');
  const { rows } = await client.query<{ id: string; by: string }>(
    `insert into uploads (storage_key, file_name, content_type, size_bytes, status, uploaded_by)
     select $1, 'machines.csv', 'text/csv', 1, 'ready', id from users where role = 'admin' limit 1 returning id, uploaded_by as by`,
    [key],
  );
  const { id: uploadId, by } = rows[0]!;
  const request = {
    ...{ uploadId, mode: 'valid_only' as const, mapping: [], isWorkbook: false },
    ...{ upsert: false, createPlaces: false, clearEmpty: false },
    caller: { linkedTo: null, maySetCosts: true, mayDecommission: true },
  };
  const given: OperationRun<ImportReport> = {
    ...{ id: uploadId, requestedBy: by, savedResult: null, signal: new AbortController().signal },
    checkpoint: () => Promise.resolve(),
  };
  const imports = app.get(ImportRunService, { strict: false });
  return () => runInTenant(tenant, 'bench', () => imports.run(request, given, importReaders));
}

/** The server reads a file of its own machine. */
async function copier(run: BenchRun, client: pg.Client, lines: readonly string[], facilityId: string) {
  const path = join((await run.server()).dataDir, 'machines.csv');
  writeFileSync(path, lines.map((line) => line.replace(',HT,', `,${facilityId},`)).join('\n'), { mode: 0o644 });
  const names =
    'equipment_number, name, facility_id, serial_number, equipment_type, manufacturer, model, installation_date, notes';
  return () => client.query(`copy equipment (${names}) from '${path}' (format csv)`);
}
