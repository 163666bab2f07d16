import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { waitUntil } from '#libs/testing';
import type { ReceivedEvent } from '../../support/webhook-receiver.js';
import { ifMatch, WebhookDesk } from './webhook-desk.js';

const MINUTE = 60_000;

let desk: WebhookDesk;

beforeAll(async () => {
  desk = await WebhookDesk.open();
});
afterEach(() => desk.clear());

describe('a receiver that knows Standard Webhooks alone', () => {
  it('accepts what happens, and refuses it altered, for another id, or replayed later', async () => {
    const { secret, path } = await desk.added();
    const id = await desk.facility();
    const [{ body, headers } = {} as ReceivedEvent] = await desk.arrived(path);
    const standard = new StandardWebhook(secret);
    const event = standard.verify(body, headers) as Record<string, unknown>;
    expect(event).toMatchObject({ type: 'facility.created', dataVersion: 1, resourceType: 'facility', resourceId: id });
    expect(Object.keys(event)).toEqual([
      'id',
      'type',
      'dataVersion',
      'timestamp',
      'resourceType',
      'resourceId',
      'data',
    ]);
    expect(headers['webhook-id']).toBe(event['id']);
    expect(headers['content-type']).toBe('application/json');
    expect(() => standard.verify(body.replace('Facility', 'Factory'), headers)).toThrow();
    expect(() => standard.verify(body, { ...headers, 'webhook-id': randomUUID() })).toThrow();
    const now = Date.now();
    const later = jest.spyOn(Date, 'now').mockReturnValue(now + 6 * MINUTE);
    expect(() => standard.verify(body, headers)).toThrow(/old/);
    later.mockRestore();
  });

  it('gets what it asked for alone', async () => {
    const all = await desk.added();
    const some = await desk.added({ eventTypes: ['facility.deactivated'] });
    const id = await desk.facility();
    await desk.admin.post(`/v1/facilities/${id}/deactivate`).set('If-Match', ifMatch(1)).expect(200);
    await desk.arrived(all.path, 2);
    const [only] = await desk.arrived(some.path);
    expect(JSON.parse(only!.body)).toMatchObject({ type: 'facility.deactivated', resourceId: id });
    expect(desk.receiver.at(some.path)).toHaveLength(1);
  });

  it('may check with either secret while they are changed, and then with the new one alone', async () => {
    const { id, secret, path, version } = await desk.added();
    const rotate = (at: number, overlapSeconds: number) =>
      desk.admin
        .post(`/v1/webhooks/${id}/rotate-secret`)
        .set('If-Match', ifMatch(at))
        .send({ overlapSeconds })
        .expect(200);
    const { body: second } = await rotate(version, 3_600);
    await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(201);
    const [both] = await desk.arrived(path);
    for (const each of [secret, second.secret]) new StandardWebhook(each).verify(both!.body, both!.headers);
    const { body: third } = await rotate(second.version, 0);
    await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(201);
    const [, alone] = await desk.arrived(path, 2);
    new StandardWebhook(third.secret).verify(alone!.body, alone!.headers);
    for (const each of [secret, second.secret])
      expect(() => new StandardWebhook(each).verify(alone!.body, alone!.headers)).toThrow();
    const shown = (await desk.admin.get(`/v1/webhooks/${id}`).expect(200)).text;
    for (const each of [secret, second.secret, third.secret]) expect(shown).not.toContain(each);
  });
});

describe('names of hosts', () => {
  it.each([
    ['the metadata of a cloud', ['169.254.169.254']],
    ['a private network', ['10.1.2.3']],
    ['IPv4 in IPv6', ['::ffff:10.0.0.1']],
    ['a private network as well', ['93.184.216.34', '192.168.0.1']],
    ['nothing', []],
  ])('that lead to %s are not called, and the log does not tell why', async (_, addresses) => {
    const host = `inner-${desk.next()}.attacker.example.com`;
    desk.dns.hosts[host] = [addresses];
    const { id } = await desk.added({ url: `https://${host}/` });
    await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(201);
    const { lastError, responseBody } = await desk.delivery(id, { status: 'failed' });
    expect({ lastError, responseBody }).toEqual({
      lastError: 'The name leads to no public address.',
      responseBody: null,
    });
    expect(desk.dns.asked).toContain(host);
  });

  it('are looked up once for each connection, which goes to what was checked, whatever they lead to a moment later', async () => {
    const host = 'rebinding.attacker.example.com';
    // loopback stands for the address that is allowed; were the name looked up again for the connection, it would go to the other one
    desk.dns.hosts[host] = [['127.0.0.1'], ['10.0.0.1']];
    const { id } = await desk.added({ url: `https://${host}:${desk.receiver.port}/` });
    await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(201);
    const { lastError } = await desk.delivery(id, { status: 'failed' });
    // the receiver was reached, and speaks no TLS
    expect(lastError).toMatch(/^The connection failed \((ERR_SSL|EPROTO|ECONNRESET)/);
    expect(desk.dns.asked.filter((name) => name === host)).toHaveLength(2);
    await desk.makeDue(id);
    await desk.delivery(id, { attempts: 2, status: 'failed', lastError: 'The name leads to no public address.' });
  });

  it.each([
    'http://hooks.example.com/',
    'https://10.0.0.1/',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/',
    'https://0x7f.1/',
    'https://intranet/',
    'https://db.internal/',
    'https://user:password@hooks.example.com/',
    'ftp://hooks.example.com/',
    'nonsense',
  ])('%s is refused, for a new webhook and for one that is there', async (url) => {
    const refused = { code: 'webhook.invalid_url', errors: [{ pointer: '/url' }] };
    // in development this machine may receive
    const own = url.includes('0x7f');
    const answer = await desk.admin.post('/v1/webhooks').send({ url: own ? 'https://0xa9fea9fe/' : url });
    expect(answer).toMatchObject({ status: 422, body: refused });
    const { id } = await desk.added();
    const change = await desk.admin
      .patch(`/v1/webhooks/${id}`)
      .set('If-Match', ifMatch(1))
      .send({ url: own ? 'https://0xa9fea9fe/' : url });
    expect(change).toMatchObject({ status: 422, body: refused });
  });
});

describe('events that are sent once more', () => {
  it('are the same, one or all of a time', async () => {
    const { id, path } = await desk.added();
    const from = new Date(Date.now() - MINUTE).toISOString();
    await desk.facility();
    await desk.facility();
    const [first] = await desk.arrived(path, 2);
    await desk.delivery(id, { status: 'succeeded' });
    const log = await desk.deliveries(id);
    const original = log.find(({ eventId }: { eventId: string }) => eventId === first!.headers['webhook-id']);
    const { body: replay, headers } = await desk.admin
      .post(`/v1/webhooks/${id}/deliveries/${original.id}/replay`)
      .expect(201);
    expect(replay).toMatchObject({ status: 'pending', replayOfId: original.id, eventId: original.eventId });
    expect(headers['location']).toBe(`/v1/webhooks/${id}/deliveries/${replay.id}`);
    const third = (await desk.arrived(path, 3))[2]!;
    expect([third.headers['webhook-id'], third.body]).toEqual([first!.headers['webhook-id'], first!.body]);
    await desk.delivery(id, { id: replay.id, status: 'succeeded' });
    const range = (body: object) => desk.admin.post(`/v1/webhooks/${id}/replay`).send(body).expect(200);
    expect((await range({ from, statuses: ['dead'] })).body).toEqual({ count: 0 });
    expect((await range({ from, to: from })).body).toEqual({ count: 0 });
    expect((await range({ from })).body).toEqual({ count: 2 });
    await desk.arrived(path, 5);
  });
});

describe('an account whose plan has no webhooks', () => {
  it('can add none, and what it has is sent nothing', async () => {
    const { schema } = desk.tenant.ref;
    const { id, path } = await desk.added();
    const feature = (isEnabled: boolean) =>
      desk.testApp.database.query(`update ${schema}.entitlements set is_enabled = $1 where name = 'webhooks'`, [
        isEnabled,
      ]);
    await feature(false);
    try {
      const { body } = await desk.admin.post('/v1/webhooks').send({ url: desk.receiver.url }).expect(402);
      expect(body).toMatchObject({ code: 'plan.feature_missing', feature: 'webhooks' });
      await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(402);
      const event = await desk.facility();
      await waitUntil(async () => {
        const pending = `select from ${schema}.outbox where aggregate_id = $1 and delivered_at is null`;
        return (await desk.testApp.database.query(pending, [event])).length === 0;
      });
      expect(await desk.deliveries(id)).toEqual([]);
      expect(desk.receiver.at(path)).toEqual([]);
    } finally {
      await feature(true);
    }
  });
});

it('is counted: an account has twenty at most', async () => {
  await Promise.all(Array.from({ length: 20 }, () => desk.added()));
  const { body } = await desk.admin.post('/v1/webhooks').send({ url: desk.receiver.url }).expect(409);
  expect(body.code).toBe('webhook.too_many');
});
