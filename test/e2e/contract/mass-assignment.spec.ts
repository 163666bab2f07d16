import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { answerSchema, needsVersion, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { outcome } from './api/http-caller.js';
import { propertiesOf } from './api/schema.js';
import { Stage, type Ids } from './api/stage.js';
import { TenantRows } from './api/tenant-rows.js';

jest.setTimeout(60_000);

// What no client decides anywhere, under the names of the API and of the columns.
const always = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'createdById',
  'created_by',
  'tenantId',
  'schema',
  'passwordHash',
  'password_hash',
].concat([
  'isAdmin',
  'permissions',
  'authVersion',
  'emailVerifiedAt',
  'twoFactorEnabled',
  'isLive',
  'search',
  'constructor',
  'toString',
]);
const ofTransitions = ['status', 'statusReason', 'completedAt', 'assigneeId'];

let testApp: TestApp;
let stage: Stage;
let rows: TenantRows;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  const tenant = await provisionTestTenant(testApp);
  stage = await Stage.of(tenant, 'sample');
  rows = new TenantRows(testApp.database, tenant.ref.schema);
});
afterAll(async () => {
  stage.http.close();
  await testApp.close();
});

interface Attempt {
  readonly operation: Operation;
  readonly ids: Ids;
  readonly body: Record<string, unknown>;
}

/** Everything that answers about the resource show and that its own body does not take. */
function serverOwned(operation: Operation): string[] {
  const taken = propertiesOf((stage.singleOf(operation) ?? operation).body);
  const shown = Object.keys(propertiesOf(answerSchema(stage.singleOf(operation) ?? operation)));
  return [...new Set([...shown, ...always, ...ofTransitions])].filter((name) => !Object.hasOwn(taken, name));
}

async function send({ operation, ids, body }: Attempt, name: string): Promise<{ status: number; code: string }> {
  const field = { [name]: 1 };
  const [item] = (body['items'] ?? []) as object[];
  const changed = stage.singleOf(operation) ? { items: [{ ...item, ...field }] } : { ...body, ...field };
  const headers: Record<string, string> = needsVersion(operation) ? { 'If-Match': '"1"' } : {};
  const answer = await stage.send(operation, { ids, body: changed, headers, token: tokenOf(operation) });
  const { code } = answer.status === 207 ? answer.json.items[0].problem : answer.json;
  return { status: outcome(answer), code: code as string };
}

const tokenOf = ({ access }: Operation) => (access === 'operator' ? stage.operatorToken : stage.token);

it('no write takes a field that the server owns, and nothing changes', async () => {
  const writes = stage.api.operations.filter(({ method }) => method !== 'GET' && method !== 'DELETE');
  const attempts = new Map<string, Attempt>();
  for (const operation of writes) {
    const [ids, body = {}] = [await stage.target(operation), await stage.body(operation)];
    attempts.set(operation.id, { operation, ids, body });
  }
  await rows.settled();
  const before = await rows.hashes();
  let tried = 0;
  const faults = await faultsOfEach(writes, async (operation) => {
    for (const name of serverOwned(operation)) {
      const answer = { name, ...(await send(attempts.get(operation.id)!, name)) };
      expect(answer).toEqual({ name, status: 400, code: 'request.unknown_field' });
      tried += 1;
    }
  });
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(500);
  expect(await rows.hashes()).toEqual(before);
});
