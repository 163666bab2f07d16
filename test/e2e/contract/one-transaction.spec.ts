import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { Bulk } from '#libs/bulk';
import { RequestSteps } from '#libs/idempotency';
import { createTestApp, provisionTestTenant, sentStatements, type TestApp } from '#libs/testing';
import type { Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { Stage } from './api/stage.js';

// What a POST with an Idempotency-Key writes is one transaction, or each of them is a step: a process may die between any two.

jest.setTimeout(60_000);

/** What writes past the unit of work, which alone tells the key, and may be carried out again instead. */
const harmlessToRepeat = new Set([
  // every date of a schedule is decided once, whoever asks
  'generateFromMaintenanceSchedule',
  // read is read
  'readAllNotifications',
]);

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
});
afterAll(() => testApp?.close());

type Transaction = readonly string[];

/** Messages between begin and commit are one transaction; any other is one of its own. */
function transactionsOf(messages: readonly (readonly { readonly text: string }[])[]): Transaction[] {
  const transactions: string[][] = [];
  let open: string[] | undefined;
  for (const texts of messages.map((message) => message.map(({ text }) => text))) {
    if (texts.some((text) => /^begin\b/i.test(text))) open = [];
    if (open) open.push(...texts);
    if (!open || texts.some((text) => /^(commit|rollback)\s*$/i.test(text))) {
      transactions.push(open ?? texts);
      open = undefined;
    }
  }
  return transactions;
}

/** In the tenant's schema: wake-ups and leases in the shared tables may be written twice. */
const writing =
  /\b(insert\s+into|delete\s+from|(?<!\bfor\s+(no\s+key\s+)?)update)\s+"?tenant_\w+"?\.(?!"?idempotency_keys)/i;
const writes = (transaction: Transaction): boolean => transaction.some((text) => writing.test(text));
const isEffect = (transaction: Transaction): boolean =>
  transaction.some((text) => text.includes(`set effect = coalesce(effect, '[]') ||`));
const isStep = (transaction: Transaction): boolean => transaction.some((text) => text.includes('jsonb_build_object'));

async function faultOf(work: () => Promise<unknown>, { id }: Operation): Promise<string | undefined> {
  const wrote = transactionsOf(await sentStatements(work)).filter(writes);
  const unmarked = wrote.filter((each) => !isEffect(each) && !isStep(each));
  if (unmarked.length > 0 && !harmlessToRepeat.has(id))
    return `writes without telling the key: ${unmarked[0]!.join('; ')}`;
  const marked = wrote.filter((each) => isEffect(each) || isStep(each));
  if (marked.length > 1 && !marked.every(isStep)) return `writes in ${marked.length} transactions that are no steps`;
  return undefined;
}

async function call(operation: Operation): Promise<void> {
  const ids = await stage.target(operation);
  const [body, version, token] = [
    await bodyOf(operation),
    await stage.version(operation, ids),
    await stage.tokenFor(operation),
  ];
  const headers = { ...version, 'Idempotency-Key': randomUUID() };
  const fault = await faultOf(async () => {
    const { status } = await stage.send(operation, { ids, body, headers, token });
    expect(status).toBeLessThan(300);
  }, operation);
  expect(fault).toBeUndefined();
}

/** Of bulk operations several items. */
async function bodyOf(operation: Operation): Promise<unknown> {
  const single = stage.singleOf(operation);
  if (!single) return stage.body(operation);
  return { items: [await stage.body(single), await stage.body(single), await stage.body(single)] };
}

it('every POST of a user writes in one transaction, or in steps', async () => {
  const posts = stage.api.operations.filter(({ method, access }) => method === 'POST' && access === 'user');
  expect(posts.length).toBeGreaterThan(20);
  expect(await faultsOfEach(posts, call)).toEqual([]);
});

describe('the check', () => {
  const row = (n: number): Statement => ({
    text: `insert into "${stage.tenant.ref.schema}".counters (name, value) values ($1, 1)`,
    values: [`n${n}`],
    writes: true,
  });
  const write = (n: number) => testApp.get(UnitOfWork).execute(row(n));
  const step = (n: number) => testApp.get(RequestSteps).once(`rows/${n}`, () => write(n));
  /** Of a request that does this. */
  const faultOfRequest = async (work: () => Promise<unknown>) => {
    jest.spyOn(testApp.get(Bulk), 'create').mockImplementationOnce(async () => {
      await work();
      return { items: [] };
    });
    const operation = stage.api.operation('createFacilities');
    const body = await bodyOf(operation);
    const headers = { 'Idempotency-Key': randomUUID() };
    return faultOf(() => stage.send(operation, { body, headers }), operation);
  };

  it('notices a second transaction, also beside a step, and what the key is not told of', async () => {
    const several = 'writes in 2 transactions that are no steps';
    expect(await faultOfRequest(async () => [await write(1), await write(2)])).toBe(several);
    expect(await faultOfRequest(async () => [await step(3), await write(4)])).toBe(several);
    expect(await faultOfRequest(async () => [await step(5), await step(6)])).toBeUndefined();
    expect(await faultOfRequest(() => testApp.get(TenantDb).batch(row(7)))).toContain('without telling the key');
  });
});
