import { jest } from '@jest/globals';
import { Databases } from '#libs/database';
import { planLimitReached } from '#contexts/tenancy';
import { refuse } from '#libs/kernel';
import { OperationRunner } from '#libs/operations';
import { provisionTestTenant, waitUntil, type HttpClient, type TestTenant } from '#libs/testing';
import { MaintenanceGenerationService } from '../../../src/contexts/work-orders/maintenance/application/maintenance-generation.service.js';
import { MaintenanceScenario } from '../work-orders/maintenance-scenario.js';

jest.setTimeout(60_000);

const absent = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b999';

let scenario: MaintenanceScenario;
let admin: HttpClient;
let acme: TestTenant;

beforeAll(async () => {
  // operations run only when a test runs them
  scenario = await MaintenanceScenario.open({ ROLE: 'api' });
  ({ admin, acme } = scenario);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await acme.run(() => generation().generate());
});

const query = <R extends object>(text: string) =>
  scenario.testApp.database.query<R & Record<string, unknown>>(text.replaceAll('tenant.', `${acme.ref.schema}.`));

async function start(client = admin) {
  return (await client.post('/v1/maintenance-schedules/generate').expect(202)).body;
}

async function read(id: string, client = admin) {
  return (await client.get(`/v1/operations/${id}`).expect(200)).body;
}

/** Runs what a worker process would. */
async function work(): Promise<void> {
  const runner = scenario.testApp.get(OperationRunner);
  await acme.run(() => runner.startDue(acme.ref));
  await runner.idle();
}

async function retryNow(): Promise<void> {
  await query(
    `update tenant.operations set due_at = now() - interval '1 second' where status in ('queued', 'running')`,
  );
  await work();
}

const generation = () => scenario.testApp.get(MaintenanceGenerationService);

describe('long work', () => {
  it('is answered with 202 and the address of an operation, which comes to its result', async () => {
    const { id: scheduleId } = await scenario.aSchedule();
    const answer = await admin.post('/v1/maintenance-schedules/generate').expect(202);
    expect(answer.headers).toMatchObject({
      location: `/v1/operations/${answer.body.id}`,
      'retry-after': expect.stringMatching(/^\d+$/),
      etag: expect.stringMatching(/^"1-/),
    });
    const queued = { kind: 'maintenance.generate', status: 'queued', progress: 0, result: null, error: null };
    expect(answer.body).toMatchObject({
      ...queued,
      startedAt: null,
      finishedAt: null,
      requestedById: expect.any(String),
    });
    expect(await read(answer.body.id)).toEqual(answer.body);
    await work();
    const done = await admin.get(answer.headers['location']!).expect(200);
    expect(done.body).toMatchObject({
      status: 'succeeded',
      progress: 100,
      result: { generated: 1, skipped: 0, missed: 0, capped: [] },
      error: null,
    });
    expect(Date.parse(done.body.expiresAt)).toBeGreaterThan(Date.now());
    expect(await scenario.workOrders(scheduleId)).toHaveLength(1);
    await admin.get(answer.headers['location']!).set('If-None-Match', done.headers['etag']!).expect(304);
  });

  it('writes its audit entries and logs under the id of the request that started it', async () => {
    await scenario.aSchedule();
    await admin.post('/v1/maintenance-schedules/generate').set('X-Request-Id', 'asked-for-it').expect(202);
    await work();
    const entries = await query<{ resource_type: string; actor_kind: string }>(
      `select distinct resource_type, actor_kind from tenant.audit_logs where request_id = 'asked-for-it' order by 1`,
    );
    expect(entries).toEqual([
      { resource_type: 'operation', actor_kind: 'user' },
      { resource_type: 'work_order', actor_kind: 'system' },
    ]);
  });

  it('fails with a problem that a client can read: at once where a repetition would change nothing', async () => {
    const refusal = refuse(planLimitReached, { detail: 'The plan allows no more.' });
    jest.spyOn(generation(), 'generate').mockRejectedValueOnce(refusal);
    const { id } = await start();
    await work();
    const { status, result, error } = await read(id);
    expect([status, result]).toEqual(['failed', null]);
    expect(error).toMatchObject({
      type: '/problems/plan.limit_reached',
      title: 'Payment Required',
      status: 402,
      detail: 'The plan allows no more.',
      instance: `/v1/operations/${id}`,
      code: 'plan.limit_reached',
    });
  });

  it('is retried after other failures, a limited number of times, and reveals no internals of them', async () => {
    const generate = jest.spyOn(generation(), 'generate').mockRejectedValue(new Error('select from tenant_secret'));
    const { id } = await start();
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await retryNow();
      expect(await read(id)).toMatchObject({ status: 'queued', error: null });
    }
    await retryNow();
    expect(generate).toHaveBeenCalledTimes(5);
    const { status, error } = await read(id);
    expect(status).toBe('failed');
    expect(error).toMatchObject({ status: 500, code: 'operation.failed', requestId: expect.any(String) });
    expect(JSON.stringify(error)).not.toContain('secret');
  });

  it('that took its process with it every time is given up', async () => {
    const { id } = await start();
    await query(
      `update tenant.operations set status = 'running', attempts = 5, lease = gen_random_uuid() where id = '${id}'`,
    );
    await retryNow();
    expect(await read(id)).toMatchObject({
      status: 'failed',
      error: { code: 'operation.failed', instance: `/v1/operations/${id}` },
    });
  });

  it('can be canceled while it waits, and then makes nothing', async () => {
    const { id: scheduleId } = await scenario.aSchedule();
    const { id } = await start();
    const canceled = await admin.post(`/v1/operations/${id}/cancel`).expect(200);
    expect(canceled.body).toMatchObject({ status: 'canceled', result: null, finishedAt: expect.any(String) });
    await work();
    expect(await read(id)).toEqual(canceled.body);
    expect(await scenario.workOrders(scheduleId)).toHaveLength(0);
    const again = await admin.post(`/v1/operations/${id}/cancel`).expect(409);
    expect(again.body).toMatchObject({ status: 409, code: 'operation.ended', currentStatus: 'canceled' });
  });

  it('can be canceled while it runs: the step that is under way is undone', async () => {
    const { id: scheduleId } = await scenario.aSchedule();
    const { id } = await start();
    const { appPool } = scenario.testApp.get(Databases);
    const generate = generation().generate.bind(generation());
    jest.spyOn(generation(), 'generate').mockImplementation(async (options) => {
      await admin.post(`/v1/operations/${id}/cancel`).expect(200);
      return generate(options);
    });
    await work();
    expect(await read(id)).toMatchObject({ status: 'canceled' });
    expect(await scenario.workOrders(scheduleId)).toHaveLength(0);
    await waitUntil(() => Promise.resolve(appPool.idleCount === appPool.totalCount));
  });

  it('refuses the late commit of a process from which it was taken over', async () => {
    const { id: early } = await scenario.aSchedule();
    const { id } = await start();
    let late = '';
    const generate = generation().generate.bind(generation());
    jest.spyOn(generation(), 'generate').mockImplementationOnce(async (options) => {
      // as if it were frozen until its lease expires and another run comes first
      await query(`update tenant.operations set due_at = now() - interval '1 second' where id = '${id}'`);
      await acme.run(() => scenario.testApp.get(OperationRunner).startDue(acme.ref));
      await waitUntil(async () => (await read(id)).status === 'succeeded');
      ({ id: late } = await scenario.aSchedule());
      return generate(options);
    });
    await work();
    expect(await read(id)).toMatchObject({ status: 'succeeded', result: { generated: 1 } });
    expect([await scenario.workOrders(early), await scenario.workOrders(late)].map(({ length }) => length)).toEqual([
      1, 0,
    ]);
  });

  it('is found in the list, by its state and kind', async () => {
    const { id } = await start();
    const { body } = await admin.get('/v1/operations?status=queued,running&kind=maintenance.generate').expect(200);
    expect(body.data.map((operation: { id: string }) => operation.id)).toEqual([id]);
    await work();
    expect((await admin.get('/v1/operations?status=queued').expect(200)).body.data).toEqual([]);
  });

  it('is visible to the user who started it and to those who may manage all; for everybody else it does not exist', async () => {
    const manager = await acme.as('manager');
    const other = await acme.signIn(await acme.addUser('manager'));
    const stranger = await (await provisionTestTenant(scenario.testApp)).as('admin');
    const { id } = await start(manager);
    await admin.get(`/v1/operations/${id}`).expect(200);
    await manager.get(`/v1/operations/${id}`).expect(200);
    for (const client of [other, stranger]) {
      const [seen, unknown] = await Promise.all(
        [id, absent].map((each) => client.get(`/v1/operations/${each}`).set('X-Request-Id', 'same').expect(404)),
      );
      expect(seen!.text.replace(id, absent)).toBe(unknown!.text);
      await client.post(`/v1/operations/${id}/cancel`).expect(404);
      expect((await client.get('/v1/operations').expect(200)).body.data).toEqual([]);
    }
    expect((await manager.get('/v1/operations').expect(200)).body.data).toHaveLength(1);
    await admin.post(`/v1/operations/${id}/cancel`).expect(200);
  });

  it('is forgotten when its time is over', async () => {
    const { id } = await start();
    await work();
    await query(`update tenant.operations set expires_at = now() - interval '1 second' where id = '${id}'`);
    await start();
    await work();
    await admin.get(`/v1/operations/${id}`).expect(404);
  });
});
