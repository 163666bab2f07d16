import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { pathParameters, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { Stage } from './api/stage.js';

// Who may call what. role-matrix.json is written by the suite and reviewed by people:
//   UPDATE_MATRIX=1 npm test -- test/e2e/contract/role-matrix.spec.ts

jest.setTimeout(60_000);

const file = new URL('role-matrix.json', import.meta.url);
const roles = ['admin', 'manager', 'employee', 'technician', 'customer'] as const;
const callers = ['anonymous', ...roles, 'operator'] as const;
type Caller = (typeof callers)[number];

let testApp: TestApp;
let stage: Stage;
let tokens: Record<Caller, string | null>;

beforeAll(async () => {
  testApp = await createTestApp();
  const tenant = await provisionTestTenant(testApp);
  stage = await Stage.of(tenant, 'sample');
  const tokenOf = async (role: string) => [role, (await tenant.tokens(await tenant.addUser(role))).accessToken];
  const ofRoles = Object.fromEntries(await Promise.all(roles.map(tokenOf))) as Record<Caller, string>;
  tokens = { ...ofRoles, anonymous: null, operator: stage.operatorToken };
});
afterAll(() => testApp?.close());

/** Nothing happens: whoever is let in is told that there is no such parameter, or no such row. */
async function isLetIn(operation: Operation, caller: Caller): Promise<boolean> {
  const ids = Object.fromEntries(pathParameters(operation).map((name) => [name, randomUUID()]));
  const { status } = await stage.send(operation, { ids, query: { undeclared: '1' }, token: tokens[caller] });
  if (status < 400) throw new Error(`${caller} is answered ${status} in spite of an undeclared parameter`);
  if (status !== 401 && status !== 403) return true;
  expect({ caller, status }).toEqual({ caller, status: isStranger(operation, caller) ? 401 : 403 });
  return false;
}

/** Credentials of the one surface are none on the other. */
function isStranger({ access }: Operation, caller: Caller): boolean {
  return caller === 'anonymous' || (access === 'operator') !== (caller === 'operator');
}

async function decisionOn(operation: Operation): Promise<string> {
  const admitted: Caller[] = [];
  for (const caller of callers) if (await isLetIn(operation, caller)) admitted.push(caller);
  return admitted.length === callers.length ? 'everyone' : admitted.join(', ') || 'nobody';
}

it('every operation lets in whom the matrix names, and nobody else', async () => {
  const decisions: Record<string, string> = {};
  const faults = await faultsOfEach(stage.api.operations, async (operation) => {
    decisions[operation.id] = await decisionOn(operation);
  });
  expect(faults).toEqual([]);
  if (process.env['UPDATE_MATRIX']) writeFileSync(file, `${JSON.stringify(decisions, null, 2)}\n`);
  const matrix = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const undecided = Object.keys(decisions).filter((id) => !(id in matrix));
  expect(undecided.map((id) => `${id} is not in role-matrix.json: see the head of this file`)).toEqual([]);
  expect(decisions).toEqual(matrix);
});

it('the matrix agrees with the published catalogue of permissions', async () => {
  const { json } = await stage.perform('listPermissions');
  const catalogue = json.data as { name: string; roles: string[] }[];
  const matrix = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const guarded = stage.api.operations.filter(({ permission }) => permission !== undefined);
  const expected = guarded.map(({ id, permission }) => {
    const holders = catalogue.find(({ name }) => name === permission)?.roles ?? [];
    return [id, roles.filter((role) => holders.includes(role)).join(', ')];
  });
  expect(guarded.length).toBeGreaterThan(0);
  expect(guarded.map(({ id }) => [id, matrix[id]])).toEqual(expected);
});
