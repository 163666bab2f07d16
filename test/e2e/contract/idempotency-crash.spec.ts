import { randomUUID } from 'node:crypto';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { killMoments, type KillMoment } from '../../support/kill-moments.js';
import { letLocksRunOut, sendToDying } from './dying-request.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  facilityId = (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
});

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('tenant.', `${acme.ref.schema}.`), values);
const post = (path: string, key: string, body: object) => admin.post(path).set('Idempotency-Key', key).send(body);
const countWorkOrders = async () => (await query('select from tenant.tasks')).length;
const newWorkOrder = async (): Promise<{ id: string; version: number }> =>
  (
    await admin
      .post('/v1/work-orders')
      .send({ ...aWorkOrder(), facilityId })
      .expect(201)
  ).body;

describe('a process that dies over a request', () => {
  interface Outcome {
    readonly died: boolean;
    /** The effect was there, its answer was not. */
    readonly owedAnswer: boolean;
  }

  /** Every repetition gets the same response. */
  async function repeatAfter({ step, moment }: KillMoment, body: object): Promise<Outcome> {
    const key = randomUUID();
    const answer = await sendToDying(acme, { step, moment }, { path: '/v1/work-orders', key, body });
    const owed = await query(
      `select from tenant.idempotency_keys where key = $1 and effect is not null and status <> 'completed'`,
      [key],
    );
    const repeat = () => post('/v1/work-orders', key, body);
    const atOnce = await repeat();
    if (atOnce.status === 409) expect(atOnce.body.code).toBe('idempotency.in_flight');
    await letLocksRunOut(testApp, acme);
    const later = await repeat();
    expect({ step, moment, status: later.status }).toEqual({ step, moment, status: 201 });
    expect((await repeat()).text).toBe(later.text);
    if (answer) expect(later.text).toBe(answer.text);
    return { died: answer === undefined, owedAnswer: owed.length > 0 };
  }

  it('leaves one resource and the same answer for later, wherever it was', async () => {
    const before = await countWorkOrders();
    const outcomes: Outcome[] = [];
    // At each message to the database, until a request gets through.
    for (const deaths of killMoments(1)) {
      outcomes.push(...(await Promise.all(deaths.map((death) => repeatAfter(death, { ...aWorkOrder(), facilityId })))));
      if (outcomes.some(({ died }) => !died)) break;
    }
    expect(outcomes.filter(({ died }) => died).length).toBeGreaterThanOrEqual(4);
    expect(outcomes.filter(({ owedAnswer }) => owedAnswer).length).toBeGreaterThanOrEqual(1);
    expect(await countWorkOrders()).toBe(before + outcomes.length);
    const replies = await query(`select response_body from tenant.idempotency_keys where path = '/v1/work-orders'`);
    const ids = replies.map((row) => (JSON.parse(String(row['response_body'])) as { id: string }).id);
    expect(new Set(ids).size).toBe(outcomes.length);
  }, 180_000);

  /** The state when a process dies between the commit and storing the response. */
  const loseAnswer = (key: string) =>
    query(
      `update tenant.idempotency_keys set status = 'in_progress', response_status = null, response_headers = null,
        response_body = null, locked_until = now() - interval '1 second' where key = $1`,
      [key],
    );

  it('answers an act again with the resource as it is', async () => {
    const { id, version } = await newWorkOrder();
    const key = randomUUID();
    const cancel = () =>
      post(`/v1/work-orders/${id}/cancel`, key, { reason: 'Sold' }).set('If-Match', `"${version}"`).expect(200);
    const first = await cancel();
    await loseAnswer(key);
    const second = await cancel();
    expect([second.text, second.headers['etag'], second.headers['idempotent-replayed']]).toEqual([
      first.text,
      first.headers['etag'],
      'true',
    ]);
    expect(
      await query(`select from tenant.task_history where task_id = $1 and action = 'canceled'`, [id]),
    ).toHaveLength(1);
  });

  it('reports that it was done where the response cannot be read again', async () => {
    const { id } = await newWorkOrder();
    const [key, path] = [randomUUID(), `/v1/work-orders/${id}/comments`];
    const first = await post(path, key, { comment: 'Done?' }).expect(201);
    await loseAnswer(key);
    const { body } = await post(path, key, { comment: 'Done?' }).expect(409);
    expect(body).toMatchObject({ code: 'idempotency.reply_lost', createdIds: [first.body.id] });
    expect(await query('select from tenant.task_comments where task_id = $1', [id])).toHaveLength(1);
  });
});
