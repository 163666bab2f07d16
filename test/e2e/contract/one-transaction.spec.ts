import { jest } from '@jest/globals';
import { TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { Bulk } from '#libs/bulk';
import { RequestSteps } from '#libs/idempotency';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { keyedCall } from './api/keyed-call.js';
import { Stage } from './api/stage.js';
import { transactionFault } from './api/transactions.js';

// The check that suites/one-transaction.suite.ts makes of every POST.

jest.setTimeout(60_000);

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
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
    const call = await keyedCall(stage, operation);
    return transactionFault(operation, () => stage.send(operation, call));
  };

  it('finds a second transaction, also beside a step, and writes that are not recorded with the key', async () => {
    const several = 'writes in 2 transactions that are no steps';
    expect(await faultOfRequest(async () => [await write(1), await write(2)])).toBe(several);
    expect(await faultOfRequest(async () => [await step(3), await write(4)])).toBe(several);
    expect(await faultOfRequest(async () => [await step(5), await step(6)])).toBeUndefined();
    expect(await faultOfRequest(() => testApp.get(TenantDb).batch(row(7)))).toContain('without telling the key');
  });
});
