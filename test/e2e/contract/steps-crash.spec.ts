import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { killMoments, type KillMoment } from '../../support/kill-moments.js';
import { triesEverything } from '../../support/sampling.js';
import { letLocksRunOut, sendToDying } from './dying-request.js';

// Requests that write in several transactions, in a process that is killed between and within them.

jest.setTimeout(300_000);

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

interface Row {
  readonly id: string;
}
interface ItemResult {
  readonly index: number;
  readonly id: string | null;
  readonly status: number;
  readonly problem: { readonly code: string; readonly existingId?: string } | null;
}

const query = (text: string, values: unknown[] = []) =>
  testApp.database.query(text.replaceAll('tenant.', `${acme.ref.schema}.`), values) as Promise<unknown[]>;
const post = (path: string, key: string, body?: object) => admin.post(path).set('Idempotency-Key', key).send(body);
const resultsOf = ({ body }: Response): ItemResult[] => body.items;
const idsOf = (rows: readonly unknown[]): string[] => rows.map((row) => (row as Row).id);
const made = (results: readonly ItemResult[]): (string | null)[] =>
  results.flatMap(({ status, id }) => (status === 201 ? [id] : []));

const facilitiesNamed = async (name: string) =>
  idsOf(await query('select id from tenant.facilities where name like $1 order by id', [`${name} %`]));

/** The 1st, 4th and 6th are made; the others are refused, each for a reason of its own. */
const mixed = (name: string) => [
  { name: `${name} one`, facilityCode: name },
  { name: '' },
  { name: `${name} two`, facilityCode: name },
  { name: `${name} three` },
  { name: `${name} four`, colour: 'red' },
  { name: `${name} five` },
];

async function repeat(path: string, key: string, body?: object): Promise<Response> {
  const atOnce = await post(path, key, body);
  if (atOnce.status === 409) expect(atOnce.body.code).toBe('idempotency.in_flight');
  await letLocksRunOut(testApp, acme);
  const later = await post(path, key, body);
  expect((await post(path, key, body)).text).toBe(later.text);
  return later;
}

/** At every n-th message of a request, until one gets through; the number of processes that died. */
async function dieAtEvery(n: number, attempt: (death: KillMoment) => Promise<boolean>): Promise<number> {
  let deaths = 0;
  for (const moments of killMoments(n)) {
    const died = await Promise.all(moments.map(attempt));
    deaths += died.filter(Boolean).length;
    if (died.includes(false)) return deaths;
  }
  return deaths;
}

describe('a bulk request whose process is killed', () => {
  it('is gone on with where it stopped, and each item has the result that it would have had', async () => {
    const left: number[] = [];
    const deaths = await dieAtEvery(3, async (death) => {
      const name = randomUUID();
      const [key, body] = [randomUUID(), { items: mixed(name) }];
      const answer = await sendToDying(acme, death, { path: '/v1/facilities/bulk', key, body });
      const before = await facilitiesNamed(name);
      left.push(before.length);
      const results = resultsOf(await repeat('/v1/facilities/bulk', key, body));
      expect({ death, statuses: results.map(({ status }) => status) }).toEqual({
        death,
        statuses: [201, 422, 409, 201, 400, 201],
      });
      expect(results[2]!.problem).toMatchObject({ code: 'facility.code_taken', existingId: results[0]!.id });
      expect(made(results)).toEqual(await facilitiesNamed(name));
      expect(made(results).slice(0, before.length)).toEqual(before);
      if (answer) expect(JSON.parse(answer.text)).toEqual({ items: results });
      return answer === undefined;
    });
    expect(deaths).toBeGreaterThanOrEqual(4);
    // a sample may pass over one of the states between two items
    expect(new Set(left).size).toBeGreaterThanOrEqual(triesEverything ? 4 : 3);
    expect(Math.max(...left)).toBe(3);
  });

  it('is all or nothing also then', async () => {
    const left: number[] = [];
    await dieAtEvery(4, async (death) => {
      const name = randomUUID();
      const body = { items: ['one', 'two', 'three'].map((n) => ({ name: `${name} ${n}` })) };
      const [path, key] = ['/v1/facilities/bulk?atomic=true', randomUUID()];
      const answer = await sendToDying(acme, death, { path, key, body });
      const before = await facilitiesNamed(name);
      left.push(before.length);
      const later = await repeat(path, key, body);
      const results = resultsOf(later);
      expect({ death, status: later.status, made: made(results) }).toEqual({
        death,
        status: 207,
        made: await facilitiesNamed(name),
      });
      expect(results).toHaveLength(3);
      if (before.length > 0) expect(made(results)).toEqual(before);
      return answer === undefined;
    });
    expect(new Set(left)).toEqual(new Set([0, 3]));
  });

  it('makes a hundred work orders once, however many repeat it at the same time', async () => {
    const facilityId = (await admin.post('/v1/facilities').send({ name: 'Plant' }).expect(201)).body.id as string;
    const items = Array.from({ length: 100 }, (_, n) => ({ ...aWorkOrder(), title: `Round ${n}`, facilityId }));
    const [path, key] = ['/v1/work-orders/bulk', randomUUID()];
    await sendToDying(acme, { step: 160, moment: 'after' }, { path, key, body: { items } });
    const titles = `select id, title from tenant.tasks where facility_id = $1 order by id`;
    const before = await query(titles, [facilityId]);
    expect(before.length).toBeGreaterThan(5);
    expect(before.length).toBeLessThan(95);

    await letLocksRunOut(testApp, acme);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(path, key, { items })));
    const refused = answers.filter(({ status }) => status !== 207);
    expect(refused.every(({ status, body }) => status === 409 && body.code === 'idempotency.in_flight')).toBe(true);
    const answer = await post(path, key, { items }).expect(207);
    const results = resultsOf(answer);
    const rows = await query(titles, [facilityId]);
    expect(made(results)).toEqual(idsOf(rows));
    expect(made(results).slice(0, before.length)).toEqual(idsOf(before));
    expect(rows.map((row) => (row as { title: string }).title)).toEqual(items.map(({ title }) => title));
    expect(new Set(answers.filter(({ status }) => status === 207).map(({ text }) => text))).toEqual(
      new Set([answer.text]),
    );
    const told = await query(`select from tenant.task_history where action = 'created' and task_id = any($1)`, [
      made(results),
    ]);
    expect(told).toHaveLength(100);
  });
});

describe('a request for long work whose process is killed', () => {
  it('has started one operation, which the repetition returns', async () => {
    const operations = async () => idsOf(await query('select id from tenant.operations order by id'));
    let afterEffect = 0;
    await dieAtEvery(1, async (death) => {
      const [path, key] = ['/v1/maintenance-schedules/generate', randomUUID()];
      const answer = await sendToDying(acme, death, { path, key });
      const [marked] = await query(
        `select effect from tenant.idempotency_keys where key = $1 and effect is not null and status = 'in_progress'`,
        [key],
      );
      if (marked) afterEffect += 1;
      const later = await repeat(path, key);
      expect({ death, status: later.status }).toEqual({ death, status: 202 });
      expect(later.headers).toMatchObject({ location: `/v1/operations/${later.body.id}` });
      expect((await operations()).filter((id) => id === later.body.id)).toHaveLength(1);
      if (answer) expect(JSON.parse(answer.text).id).toBe(later.body.id);
      return answer === undefined;
    });
    expect(afterEffect).toBeGreaterThanOrEqual(1);
    const keys = await query(`select from tenant.idempotency_keys where path = '/v1/maintenance-schedules/generate'`);
    expect(await operations()).toHaveLength(keys.length);
  });
});
