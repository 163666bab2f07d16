import { answerSchema, type Operation } from '../api/described-api.js';
import { documented, testEach } from '../api/documented-operations.js';
import { outcome } from '../api/http-caller.js';
import type { PreparedCalls } from '../api/prepared-calls.js';
import { propertiesOf } from '../api/schema.js';
import type { ContractSuite } from './contract-suite.js';

// Fields that no client may set, by the names of the API and of the columns.
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

/** The state to compare writes with. */
export const isWrite = ({ method }: Operation): boolean => method !== 'GET' && method !== 'DELETE';

const bulk = '/bulk';

/** What a bulk operation does many times, else the operation itself. */
function singleOf(operation: Operation): Operation {
  const { path } = operation;
  return (path.endsWith(bulk) ? documented.find('POST', path.slice(0, -bulk.length)) : undefined) ?? operation;
}

/** All fields in responses about the resource that its own body does not accept. */
export function serverOwned(operation: Operation): string[] {
  const taken = propertiesOf(singleOf(operation).body);
  const shown = Object.keys(propertiesOf(answerSchema(singleOf(operation))));
  return [...new Set([...shown, ...always, ...ofTransitions])].filter((name) => !Object.hasOwn(taken, name));
}

export const massAssignment: ContractSuite = (operations, contract) => {
  const writes = operations.filter(isWrite);
  if (writes.length === 0) return;
  let calls: PreparedCalls;
  beforeAll(async () => {
    calls = await contract.calls();
  });
  afterEach(() => calls.expectNoEffect());

  testEach('no write takes a field that the server owns, and nothing changes', writes, async (operation) => {
    for (const name of serverOwned(operation))
      expect({ name, ...(await sendWith(calls, operation, name)) }).toEqual({
        name,
        status: 400,
        code: 'request.unknown_field',
      });
  });
};

/** The answer to the prepared call with one field more. */
async function sendWith(calls: PreparedCalls, operation: Operation, name: string) {
  const { body = {}, ...call } = calls.callTo(operation);
  const { items } = body as { items?: object[] };
  const field = { [name]: 1 };
  const changed =
    singleOf(operation) === operation ? { ...(body as object), ...field } : { items: [{ ...items?.[0], ...field }] };
  const answer = await calls.stage.send(operation, { ...call, body: changed });
  const { code } = answer.status === 207 ? answer.json.items[0].problem : answer.json;
  return { status: outcome(answer), code: code as string };
}
