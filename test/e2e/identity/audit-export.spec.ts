import { gunzipSync } from 'node:zlib';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import type { OperationRun } from '#libs/operations';
import { AuditExportService } from '../../../src/contexts/identity/audit-log/application/audit-export.service.js';
import type { AuditExportReport } from '../../../src/contexts/identity/audit-log/application/export-audit-log.js';
import { makeKey } from './api-key-calls.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.signIn(acme.admin);
});

const start = (body: object, client = admin) => client.post('/v1/audit-logs/exports').send(body);

async function exported(body: object, client = admin): Promise<{ id: string; result: AuditExportReport }> {
  const { id } = (await start(body, client).expect(202)).body;
  const operation = async () => (await client.get(`/v1/operations/${id}`).expect(200)).body;
  await waitUntil(async () => (await operation()).finishedAt !== null);
  const { status, result } = await operation();
  expect(status).toBe('succeeded');
  return { id, result };
}

async function download(path: string) {
  const response = await fetch(`${testApp.baseUrl}${path}`, { headers: { authorization: await bearer() } });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}
const bearer = async (): Promise<string> => `Bearer ${(await acme.tokens(acme.admin)).accessToken}`;
const lines = (text: string): string[] => text.trim().split(/\r?\n/);

it('a file has what the list has, the oldest first, and the log says who asked for it', async () => {
  for (const name of ['Night shift', 'Day shift']) await admin.post('/v1/teams').send({ name }).expect(201);
  const { id, result } = await exported({ format: 'ndjson', resourceType: 'team' });
  expect(result).toEqual({ format: 'ndjson', entries: 2, path: `/v1/audit-logs/exports/${id}` });
  const { status, headers, text } = await download(result.path);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="audit-log-${id}.ndjson"`,
  });
  const listed = (await admin.get('/v1/audit-logs?resourceType=team&sort=createdAt')).body.data;
  expect(lines(text).map((line) => JSON.parse(line) as object)).toEqual(listed);
  const log = (await admin.get('/v1/audit-logs?resourceType=audit_log&sort=createdAt')).body.data;
  expect(log.map(({ action }: { action: string }) => action)).toEqual(['export']);
  expect(log[0].changes.after).toMatchObject({ operationId: id, format: 'ndjson', filters: { resourceType: 'team' } });
});

it('no cell of a spreadsheet is a formula, whatever people wrote', async () => {
  const program = '=HYPERLINK("https://evil.example","Click")';
  await admin.post('/v1/teams').set('User-Agent', program).send({ name: '=1+1' }).expect(201);
  const { result } = await exported({ format: 'csv', resourceType: 'team', action: ['create'] });
  const { text, headers } = await download(result.path);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, ...rows] = lines(text);
  expect(head).toMatch(/^"createdAt","id","actorKind"/);
  expect(rows).toHaveLength(result.entries);
  expect(rows.at(-1)).toContain(`"'=HYPERLINK(""https://evil.example"",""Click"")"`);
  for (const cell of text.split('","')) expect(cell).not.toMatch(/^[=+\-@]/);
});

it('needs the right, a fresh sign-in and a person', async () => {
  await start({ format: 'csv' }, await acme.as('manager')).expect(403);
  const { key } = await makeKey(admin, ['audit_logs:export', 'costs:read']);
  expect((await start({ format: 'csv' }, testApp.withToken(key)).expect(403)).body.code).toBe(
    'auth.fresh_sign_in_needed',
  );
  const { refreshToken } = await acme.tokens(acme.admin);
  await testApp.database.query(
    `update ${acme.ref.schema}.sessions set authenticated_at = authenticated_at - interval '16 minutes'`,
  );
  const { accessToken } = (await testApp.anonymous.post('/v1/auth/refresh').send({ refreshToken }).expect(200)).body;
  const stale = testApp.withToken(accessToken);
  expect((await start({ format: 'csv' }, stale).expect(403)).body.code).toBe('auth.fresh_sign_in_needed');
  admin = await acme.signIn(acme.admin);
  const auditor = await acme.addUser('employee');
  const permit = async (granted: string[], version: number) =>
    admin.put(`/v1/users/${auditor.id}/permissions`).set('If-Match', `"${version}"`).send({ granted }).expect(200);
  await permit(['audit_logs:export'], 1);
  const client = await acme.signIn(auditor);
  const { result } = await exported({ format: 'csv' });
  // only one's own
  await client.get(result.path).expect(404);
  await client.get(`/v1/audit-logs/exports/${crypto.randomUUID()}`).expect(404);
  const own = await exported({ format: 'csv' }, client);
  await client.get(own.result.path).expect(200);
});

it('goes on part by part where it was cut off, and doubles nothing', async () => {
  const { schema } = acme.ref;
  await testApp.database.query(
    `insert into ${schema}.audit_logs (actor_kind, actor_name, action) select 'system', 'import ' || n, 'import' from generate_series(1, 2500) as n`,
  );
  const request = { format: 'ndjson' as const, isArchived: false, filters: { action: ['import'] } };
  const [operation] = await testApp.database.query<{ id: string }>(
    `insert into ${schema}.operations (kind, status) values ('audit_logs.export', 'succeeded') returning id`,
  );
  let checkpoints = 0;
  const run = (dies: boolean): OperationRun<AuditExportReport> => ({
    id: operation!.id,
    requestedBy: null,
    savedResult: null,
    signal: new AbortController().signal,
    checkpoint: async () => {
      checkpoints += 1;
      if (dies && checkpoints === 2) throw new Error('The process dies.');
    },
  });
  const write = (dies: boolean) => acme.run(() => testApp.get(AuditExportService).write(request, run(dies)));
  await expect(write(true)).rejects.toThrow('The process dies.');
  expect(await write(false)).toMatchObject({ entries: 2_500 });
  // the first part stayed, the second was made again
  expect(checkpoints).toBe(4);
  const parts = await testApp.database.query<{ content: Buffer }>(
    `select content from ${schema}.audit_export_parts where operation_id = $1 order by number`,
    [operation!.id],
  );
  expect(parts).toHaveLength(3);
  const names = parts
    .flatMap(({ content }) => lines(gunzipSync(content).toString()))
    .map((line) => (JSON.parse(line) as { actorName: string }).actorName);
  expect(new Set(names).size).toBe(2_500);
  expect(names).toHaveLength(2_500);
});
