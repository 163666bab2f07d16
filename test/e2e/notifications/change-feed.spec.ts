import { jest } from '@jest/globals';
import pg from 'pg';
import { UnitOfWork } from '#libs/database';
import { announcedEvents } from '#libs/kernel';
import {
  closesAtEnd,
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { DeliveredEventsJob } from '../../../libs/events/delivered-events.job.js';
import { facilityCreated } from '../../../src/contexts/assets/events.js';

jest.setTimeout(60_000);

let testApp: TestApp;
let tenant: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { RATE_LIMITS: 'off', ROLE: 'api' } });
  tenant = await provisionTestTenant(testApp);
  admin = await tenant.as('admin');
});

interface Told {
  readonly id: string;
  readonly type: string;
  readonly resourceId: string;
  readonly data: { readonly name: string };
}

interface Answer {
  readonly events: Told[];
  readonly cursor: string;
  readonly hasMore: boolean;
}

const read = async (query: object = {}): Promise<Answer> =>
  (await admin.get('/v1/events').query(query).expect(200)).body as Answer;
const now = async (): Promise<string> => (await read({ start: 'now' })).cursor;

/** Goes on from the cursor until there is no more. */
async function rest(cursor: string, limit = 100): Promise<{ events: Told[]; cursor: string }> {
  const events: Told[] = [];
  for (let at = cursor; ;) {
    const page = await read({ cursor: at, limit });
    events.push(...page.events);
    at = page.cursor;
    if (!page.hasMore) return { events, cursor: at };
  }
}

/** Commits an event, as any change does. */
const happens = (name: string, resourceId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111') =>
  tenant.run(() =>
    testApp
      .get(UnitOfWork)
      .writeMany({ statements: [], audits: [], events: [facilityCreated.create(resourceId, { name })] }),
  );

/** A transaction of its own, which inserts an event and is committed when asked to. */
async function openInsert(name: string): Promise<{ commit(): Promise<void> }> {
  const client = new pg.Client(testApp.database.superuserUrl);
  await client.connect();
  closesAtEnd(() => client.end());
  await client.query('begin');
  await client.query(
    `insert into ${tenant.ref.schema}.outbox (aggregate_type, aggregate_id, event_type, payload, delivered_at)
     values ('facility', gen_random_uuid(), 'facility.created', jsonb_build_object('name', $1::text), now())`,
    [name],
  );
  return { commit: async () => void (await client.query('commit')) };
}

const names = ({ events }: { events: readonly Told[] }) => events.map(({ data }) => data.name);

it('tells what has happened, from the oldest or from now on, with where to go on', async () => {
  const { body } = await admin.post('/v1/facilities').send({ name: 'Quay' }).expect(201);
  const cursor = await now();
  const all = await read();
  expect(all.events.at(-1)).toMatchObject({ type: 'facility.created', resourceId: body.id, data: { name: 'Quay' } });
  expect(await read({ cursor })).toMatchObject({ events: [], hasMore: false });
  await admin.post(`/v1/facilities/${body.id}/deactivate`).set('If-Match', '"1"').expect(200);
  const { events } = await read({ cursor });
  expect(events.map(({ type }) => type)).toEqual(['facility.deactivated']);
  expect((await read({ cursor, types: 'part.created,facility.activated' })).events).toEqual([]);
});

it('goes through pages of any size without a gap or a double', async () => {
  const cursor = await now();
  for (let n = 0; n < 7; n += 1) await happens(`page ${n}`);
  const expected = Array.from({ length: 7 }, (_, n) => `page ${n}`);
  for (const limit of [1, 3, 7, 100]) expect(names(await rest(cursor, limit))).toEqual(expected);
});

it('tells an event when it is committed, though others with later numbers were read before', async () => {
  const cursor = await now();
  const slow = await openInsert('slow');
  await happens('fast');
  const first = await rest(cursor);
  expect(names(first)).toEqual(['fast']);
  await slow.commit();
  expect(names(await rest(first.cursor))).toEqual(['slow']);
  expect(names(await rest(cursor))).toEqual(['fast', 'slow']);
});

it('does not tell what is rolled back', async () => {
  const cursor = await now();
  await tenant
    .run(() =>
      testApp.get(UnitOfWork).transactional(async () => {
        await happens('never');
        throw new Error('no');
      }),
    )
    .catch(() => undefined);
  await happens('after');
  expect(names(await rest(cursor))).toEqual(['after']);
});

it('misses nothing and tells nothing twice to several readers while many write', async () => {
  const cursor = await now();
  let isOver = false;
  const follow = async (limit: number): Promise<string[]> => {
    const seen: string[] = [];
    for (let at = cursor; ;) {
      const last = isOver;
      const page = await rest(at, limit);
      seen.push(...names(page));
      at = page.cursor;
      if (last) return seen;
    }
  };
  const readers = [follow(2), follow(50), follow(500)];
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < 20; n += 1) await happens(`${writer}/${n}`);
  });
  await Promise.all(writers);
  isOver = true;
  const [first, ...others] = await Promise.all(readers);
  expect(first).toHaveLength(160);
  expect(new Set(first).size).toBe(160);
  for (const other of others) expect(other).toEqual(first);
  // what one writer did comes in the order in which it did it
  for (let writer = 0; writer < 8; writer += 1) {
    const own = first!.filter((name) => name.startsWith(`${writer}/`));
    expect(own).toEqual(Array.from({ length: 20 }, (_, n) => `${writer}/${n}`));
  }
});

it('refuses to go on where events are gone, and not where nothing is', async () => {
  const cursor = await now();
  await happens('old');
  const { cursor: between } = await rest(cursor);
  await happens('old, and never read');
  await waitUntil(async () => {
    const waiting = `select from ${tenant.ref.schema}.outbox where delivered_at is null`;
    return (await testApp.database.query(waiting)).length === 0;
  });
  const age = `update ${tenant.ref.schema}.outbox set occurred_at = occurred_at - interval '8 days', delivered_at = delivered_at - interval '8 days'`;
  await testApp.database.query(age);
  await happens('new');
  const job = testApp.get(DeliveredEventsJob);
  await tenant.run(() => job.run(tenant.ref));
  for (const gone of [cursor, between])
    expect((await admin.get('/v1/events').query({ cursor: gone }).expect(409)).body.code).toBe(
      'event_feed.cursor_expired',
    );
  const left = await read();
  expect(names(left)).toEqual(['new']);
  expect(names(await rest(left.cursor))).toEqual([]);
});

it('takes cursors of this account alone', async () => {
  const other = await provisionTestTenant(testApp);
  const foreign = (await (await other.as('admin')).get('/v1/events?start=now').expect(200)).body.cursor as string;
  const forged = Buffer.from(`999999.${tenant.ref.id}`).toString('base64url');
  const codes = [];
  for (const cursor of [foreign, 'nonsense', forged])
    codes.push((await admin.get('/v1/events').query({ cursor })).body.code);
  expect(codes).toEqual(['event_feed.unknown_cursor', 'event_feed.unknown_cursor', 'event_feed.cursor_expired']);
});

it('is for those who may see everything', async () => {
  const { body } = await (await tenant.as('manager')).get('/v1/events').expect(403);
  expect(body.code).toBe('auth.forbidden');
});

it('tells of no event that is for the product alone', async () => {
  const types = new Set(announcedEvents().map(({ type }) => type));
  const stored = await testApp.database.query<{ event_type: string }>(
    `select distinct event_type from ${tenant.ref.schema}.outbox`,
  );
  const told = new Set((await read({ limit: '500' })).events.map(({ type }) => type));
  for (const type of told) expect(types).toContain(type);
  expect(stored.length).toBeGreaterThanOrEqual(told.size);
});
