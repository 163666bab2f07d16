import { TenantDb } from '#libs/database';
import { waitUntil } from '#libs/testing';
import { WebhookQueue } from '../../../src/contexts/notifications/webhooks/application/webhook-queue.js';
import { WebhookSenderService } from '../../../src/contexts/notifications/webhooks/application/webhook-sender.service.js';
import { mailTo } from '../../support/kept-mails.js';
import { ifMatch, WebhookDesk } from './webhook-desk.js';

const MINUTE = 60_000;

let desk: WebhookDesk;

beforeAll(async () => {
  desk = await WebhookDesk.open();
});
afterEach(() => desk.clear());

describe('a receiver that fails', () => {
  it('gets the same event again, under the same id, and all of it is in the log', async () => {
    desk.receiver.answer = (response) => response.writeHead(500).end('No room\u0000 left');
    const { id, path } = await desk.added();
    await desk.facility();
    const failed = await desk.delivery(id, { status: 'failed' });
    expect(failed).toMatchObject({ attempts: 1, responseStatus: 500, responseBody: 'No room\u{FFFD} left' });
    expect(failed).toMatchObject({ lastError: 'The receiver answered 500.', deliveredAt: null });
    const wait = Date.parse(failed.nextAttemptAt) - Date.parse(failed.lastAttemptAt);
    expect(wait).toBeGreaterThan(5_000);
    expect(wait).toBeLessThan(15_000);
    expect(await desk.health(id)).toMatchObject({
      consecutiveFailures: 1,
      waiting: 1,
      failingSince: expect.any(String),
    });
    desk.receiver.answer = (response) => response.writeHead(202).end('Thanks');
    await desk.makeDue(id);
    const done = await desk.delivery(id, { status: 'succeeded' });
    expect(done).toMatchObject({ attempts: 2, responseStatus: 202, responseBody: 'Thanks', nextAttemptAt: null });
    const [first, again] = desk.receiver.at(path);
    expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(again!.body).toBe(first!.body);
    expect(done.requestBody).toBe(first!.body);
    expect(await desk.health(id)).toEqual({ consecutiveFailures: 0, waiting: 0, failingSince: null });
  });

  it('that never answers is given up on in time, and holds up no other', async () => {
    const [silent, healthy] = [await desk.added(), await desk.added()];
    desk.receiver.answer = (response, { path }) => path === healthy.path && response.writeHead(200).end();
    for (let n = 0; n < 6; n += 1) await desk.facility();
    await desk.arrived(healthy.path, 6);
    const tried = await waitUntil(async () =>
      (await desk.deliveries(silent.id)).find(({ status }: { status: string }) => status === 'failed'),
    );
    expect(tried).toMatchObject({ lastError: 'The receiver did not answer in time.', responseStatus: null });
  });

  it('is given up on for an event after fifteen attempts, until somebody has it sent again', async () => {
    desk.receiver.answer = (response) => response.writeHead(500).end();
    const { id, path } = await desk.added();
    await desk.facility();
    await desk.delivery(id, { status: 'failed' });
    const { schema } = desk.tenant.ref;
    await desk.testApp.database.query(
      `update ${schema}.webhook_deliveries set attempts = 14 where webhook_id = '${id}'`,
    );
    await desk.makeDue(id);
    await desk.delivery(id, { status: 'dead', attempts: 15, nextAttemptAt: null });
    desk.receiver.answer = (response) => response.writeHead(204).end();
    const range = { from: new Date(Date.now() - MINUTE).toISOString(), statuses: ['dead'] };
    expect((await desk.admin.post(`/v1/webhooks/${id}/replay`).send(range).expect(200)).body).toEqual({ count: 1 });
    await desk.arrived(path, 3);
    expect(new Set(desk.receiver.at(path).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('that closes connections after each answer gets everything all the same', async () => {
    desk.receiver.answer = (response) => {
      response.writeHead(200).end();
      setTimeout(() => response.socket?.destroy(), 2);
    };
    const { path, id } = await desk.added();
    for (let n = 0; n < 5; n += 1) await desk.facility();
    await desk.arrived(path, 5);
    expect(await desk.delivery(id, { status: 'succeeded', attempts: 1 })).toMatchObject({ lastError: null });
  });

  it('that asks for more time gets it', async () => {
    desk.receiver.answer = (response) => response.writeHead(429, { 'retry-after': '7200' }).end();
    const { id } = await desk.added();
    await desk.facility();
    const { nextAttemptAt, lastAttemptAt } = await desk.delivery(id, { status: 'failed' });
    expect(Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)).toBeGreaterThan(7_100_000);
  });

  it('that answers without end is read no further than the log shows, and has taken the event', async () => {
    let written = 0;
    let closed = false;
    desk.receiver.answer = (response) => {
      response.writeHead(200);
      response.on('close', () => (closed = true));
      const more = (): void => {
        while (!closed && response.write('x'.repeat(65_536))) written += 65_536;
        if (!closed) response.once('drain', more);
      };
      more();
    };
    const { id } = await desk.added();
    await desk.facility();
    const { responseBody } = await desk.delivery(id, { status: 'succeeded' });
    expect(responseBody).toHaveLength(4_096);
    await waitUntil(async () => closed);
    expect(written).toBeLessThan(20_000_000);
  });

  it('that sends elsewhere has failed, wherever that is', async () => {
    const elsewhere = desk.newPath();
    const targets = [`${desk.receiver.url}${elsewhere}`, 'http://169.254.169.254/latest/meta-data/'];
    desk.receiver.answer = (response) => response.writeHead(307, { location: targets.shift()! }).end();
    const { id } = await desk.added();
    for (let n = 0; n < 2; n += 1) {
      await desk.facility();
      expect(await desk.delivery(id, { status: 'failed' })).toMatchObject({
        responseStatus: 307,
        lastError: 'Redirects are not followed.',
      });
    }
    expect(desk.receiver.at(elsewhere)).toEqual([]);
  });
});

describe('processes that send', () => {
  it('share the work: each event is sent once, however many look at once', async () => {
    const { path } = await desk.added();
    const made: string[] = [];
    for (let n = 0; n < 10; n += 1) made.push(await desk.facility());
    await Promise.all(Array.from({ length: 5 }, () => desk.run()));
    // an event of the test before may come too, whose delivery had not begun
    const ofThese = () =>
      desk.receiver.at(path).flatMap(({ body }) => {
        const { resourceId } = JSON.parse(body) as { resourceId: string };
        return made.includes(resourceId) ? [resourceId] : [];
      });
    await waitUntil(async () => ofThese().length >= 10);
    await Promise.all(Array.from({ length: 5 }, () => desk.run()));
    await desk.testApp.get(WebhookSenderService).idle();
    expect(ofThese().sort()).toEqual(made.sort());
  });

  it('take over what another one held that died, and what that one notes too late counts for nothing', async () => {
    desk.receiver.answer = (response) => response.writeHead(503).end();
    const { id, path } = await desk.added();
    await desk.facility();
    await desk.delivery(id, { status: 'failed' });
    const { schema } = desk.tenant.ref;
    await desk.testApp.database.query(
      `update ${schema}.webhook_deliveries set next_attempt_at = now() where webhook_id = '${id}'`,
    );
    const queue = new WebhookQueue(schema, (...statements) => desk.testApp.get(TenantDb).batch(...statements));
    // another process claims it, and is not heard of again
    const claimed = (await desk.tenant.run(() => queue.claim(id)))!;
    desk.receiver.answer = (response) => response.writeHead(204).end();
    await desk.run();
    expect((await desk.deliveries(id))[0].status).toBe('failed');
    await desk.makeDue(id);
    await desk.delivery(id, { status: 'succeeded', attempts: 3 });
    const late = { responseStatus: 500, responseBody: null, durationMs: 1, error: 'late', retryInSeconds: 10 };
    await desk.tenant.run(() => queue.failed(claimed, late));
    expect((await desk.deliveries(id))[0]).toMatchObject({ status: 'succeeded', lastError: null });
    expect(new Set(desk.receiver.at(path).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });
});

describe('a webhook at which nothing arrives for days', () => {
  const failingFor = (id: string, days: number) =>
    desk.testApp.database.query(
      `insert into ${desk.tenant.ref.schema}.webhook_failures values ($1, now() - make_interval(days => $2), 40)`,
      [id, days],
    );

  it('is disabled, its administrators are told once, and nothing more is sent until it is enabled', async () => {
    desk.receiver.answer = (response) => response.writeHead(500).end();
    const { id, path, version } = await desk.added();
    await failingFor(id, 4);
    await desk.facility();
    const disabled = await waitUntil(async () => {
      const { body } = await desk.admin.get(`/v1/webhooks/${id}`);
      return body.isActive === false && body;
    });
    expect(disabled).toMatchObject({ version: version + 1, disabledReason: 'Nothing has arrived for three days.' });
    const { body: inbox } = await desk.admin.get('/v1/notifications').expect(200);
    const notices = inbox.data.filter(({ linkId }: { linkId: string }) => linkId === id);
    expect(notices).toMatchObject([
      { type: 'webhook_disabled', title: `Webhook at localhost:${desk.receiver.port} disabled` },
    ]);
    const mail = await mailTo(desk.testApp, desk.tenant.admin.email);
    expect(mail.subject).toBe(`Webhook at localhost:${desk.receiver.port} disabled`);
    expect(mail.text).not.toContain(path);
    const before = desk.receiver.at(path).length;
    await desk.facility();
    await desk.makeDue(id);
    await desk.admin.post(`/v1/webhooks/${id}/ping`).expect(409);
    expect(desk.receiver.at(path)).toHaveLength(before);
    desk.receiver.answer = (response) => response.writeHead(204).end();
    await desk.admin.post(`/v1/webhooks/${id}/enable`).set('If-Match', ifMatch(disabled.version)).expect(200);
    await desk.makeDue(id);
    await desk.delivery(id, { status: 'succeeded' });
    expect((await desk.admin.get(`/v1/webhooks/${id}`)).body).toMatchObject({ isActive: true, disabledReason: null });
  });

  it('stays enabled while it is not that long', async () => {
    desk.receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await desk.added();
    await failingFor(id, 2);
    await desk.facility();
    await desk.delivery(id, { status: 'failed' });
    expect((await desk.admin.get(`/v1/webhooks/${id}`)).body).toMatchObject({ isActive: true });
    expect(await desk.health(id)).toMatchObject({ consecutiveFailures: 41 });
  });

  it('is disabled at once where the receiver says that it is gone', async () => {
    desk.receiver.answer = (response) => response.writeHead(410).end();
    const { id } = await desk.added();
    await desk.facility();
    const disabled = await waitUntil(async () => {
      const { body } = await desk.admin.get(`/v1/webhooks/${id}`);
      return body.isActive === false && body;
    });
    expect(disabled.disabledReason).toMatch(/410/);
  });
});
