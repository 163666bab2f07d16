import { waitUntil, type HttpClient } from '#libs/testing';
import { ReadNotificationService } from '../../../src/contexts/notifications/inbox/application/read-notification.service.js';
import { NotificationMailSendingService } from '../../../src/contexts/notifications/mails/application/notification-mail-sending.service.js';
import { mailsTo, mailTo } from '../../support/kept-mails.js';
import { WorkOrderSite } from '../work-orders/work-order-site.js';

let site: WorkOrderSite;
let person: Awaited<ReturnType<WorkOrderSite['person']>>;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});
beforeEach(async () => {
  person = await site.person('technician');
  await query('update {schema}.users set is_verified = true where id = $1', person.id);
});

const OWN = '/v1/notification-preferences';
const ACCOUNT = '/v1/tenant/notification-preferences';
const query = (text: string, ...values: unknown[]) =>
  site.testApp.database.query(text.replaceAll('{schema}', site.tenant.ref.schema), values);
/** Sends it on the newest version. */
const change = async (client: HttpClient, path: string, body: object, status = 200) => {
  const { headers } = await client.get(path).expect(200);
  return client
    .patch(path)
    .set('If-Match', headers['etag'] as string)
    .send(body)
    .expect(status);
};
const choose = (body: object, status = 200) => change(person.client, OWN, body, status);
const preference = async (type: string, client: HttpClient = person.client, path = OWN) => {
  const { body } = await client.get(path).expect(200);
  return body.types.find((each: { type: string }) => each.type === type);
};
const listed = async () => (await person.client.get('/v1/notifications?limit=100').expect(200)).body.data;
const waiting = () => query('select * from {schema}.notification_mails where user_id = $1', person.id);
const told = (count: number) =>
  waitUntil(async () => ((await waiting()).length >= count ? waiting() : undefined), { what: `${count} waiting` });
/** As if the last minutes had passed. */
const later = () =>
  query(
    `update {schema}.notification_mails set created_at = created_at - interval '5 minutes', due_at = now() where user_id = $1`,
    person.id,
  );
const sendDue = () => site.tenant.run(() => site.testApp.get(NotificationMailSendingService).sendDue());
/** What a clock in UTC shows in so many hours. */
const clockIn = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
const assign = (title: string) => site.created({ title, assigneeId: person.id });
/** Sends a last notification to somebody else, so that all earlier ones have been told. */
const everythingTold = async () => {
  const other = await site.person('technician');
  await site.created({ assigneeId: other.id });
  await waitUntil(async () => (await other.client.get('/v1/notifications').expect(200)).body.data.length > 0);
};

describe('what one is told of', () => {
  it('is as one has chosen, else as the account has, else as the catalogue says', async () => {
    const admin = await site.tenant.as('admin');
    const usual = { inApp: true, email: false, ownInApp: null, ownEmail: null };
    expect(await preference('task_commented')).toMatchObject(usual);
    const body = { choices: [{ type: 'task_commented', email: true, inApp: false }] };
    await change(admin, ACCOUNT, body);
    expect(await preference('task_commented')).toMatchObject({ ...usual, inApp: false, email: true });
    await choose({ choices: [{ type: 'task_commented', inApp: true }] });
    await choose({ choices: [{ type: 'task_commented', email: false }] });
    const own = { inApp: true, email: false, ownInApp: true, ownEmail: false };
    expect(await preference('task_commented')).toMatchObject(own);
    await choose({ choices: [{ type: 'task_commented', email: null }] });
    expect(await preference('task_commented')).toMatchObject({ ...own, email: true, ownEmail: null });
    await change(admin, ACCOUNT, { choices: [{ type: 'task_commented', email: null, inApp: null }] });
    expect(await preference('task_commented', admin, ACCOUNT)).toMatchObject({ inApp: true, email: false });
    expect(await preference('task_commented')).toMatchObject({ ...own, ownEmail: null });
  });

  it('is refused where it is unknown, named twice or never ends, at its field', async () => {
    const faults = async (body: object) =>
      (await choose(body, 422)).body.errors.map(({ pointer }: { pointer: string }) => pointer);
    const known = { type: 'stock_low', email: true };
    expect(await faults({ choices: [known, { type: 'task_forgotten', email: true }] })).toEqual(['/choices/1/type']);
    expect(await faults({ choices: [known, { type: 'stock_low', inApp: true }] })).toEqual(['/choices/1/type']);
    expect(await faults({ quietHours: { from: '25:00', until: '07:00' } })).toEqual(['/quietHours/from']);
    expect(await faults({ quietHours: { from: '07:00', until: '07:00' } })).toEqual(['/quietHours/until']);
    await person.client
      .patch(ACCOUNT)
      .send({ choices: [known] })
      .expect(403);
  });

  it('is changed once from a version, however many devices try', async () => {
    const version = (await person.client.get(OWN).expect(200)).body.version as number;
    const attempt = (email: boolean) =>
      person.client
        .patch(OWN)
        .set('If-Match', `"${version}"`)
        .send({ choices: [{ type: 'stock_low', email }] });
    const answers = await Promise.all([attempt(true), attempt(false), attempt(true)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await person.client.get(OWN).expect(200)).body.version).toBe(version + 1);
  });

  it('comes by the chosen channels alone', async () => {
    await choose({ choices: [{ type: 'task_assigned', inApp: false }] });
    await assign('Only mailed');
    expect(await told(1)).toMatchObject([{ title: expect.stringContaining('Only mailed') }]);
    expect(await listed()).toEqual([]);
    await choose({ choices: [{ type: 'task_assigned', inApp: null, email: false }] });
    await assign('Only listed');
    await waitUntil(async () => (await listed()).length > 0);
    await everythingTold();
    expect(await waiting()).toHaveLength(1);
  });
});

describe('mails', () => {
  it('say everything of a minute at once, one for each recipient whoever sends them', async () => {
    for (let n = 1; n <= 10; n += 1) await assign(`Rope ${n}`);
    const texts = await told(10);
    await sendDue();
    expect(await waiting()).toHaveLength(10);
    expect(texts.every(({ due_at, created_at }) => Number(due_at) - Number(created_at) === 60_000)).toBe(true);
    await later();
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    const mail = await mailTo(site.testApp, person.email);
    expect(mail.subject).toBe('10 notifications');
    for (let n = 1; n <= 10; n += 1) expect(mail.text).toContain(`Rope ${n}`);
    await later();
    await sendDue();
    expect(await mailsTo(site.testApp, person.email)).toHaveLength(1);
  });

  it('wait for the end of quiet hours', async () => {
    await assign('At night');
    await told(1);
    await choose({ quietHours: { from: clockIn(-1), until: clockIn(2) } });
    await later();
    await sendDue();
    const [held] = await waiting();
    expect((held!['due_at'] as Date).toISOString().slice(11, 16)).toBe(clockIn(2));
    await choose({ quietHours: null });
    await later();
    await sendDue();
    expect(await waiting()).toEqual([]);
    expect(await mailTo(site.testApp, person.email)).toMatchObject({ subject: expect.stringContaining('At night') });
  });

  it('come once a day for who wants that, at their time by their clock', async () => {
    const { body: me } = await person.client.get('/v1/me').expect(200);
    await person.client.patch('/v1/me').set('If-Match', `"${me.version}"`).send({ timezone: 'Asia/Tokyo' }).expect(200);
    const [inUtc, inTokyo] = [6, 15].map((hours) => clockIn(hours));
    await choose({ emailDelivery: 'daily', digestAt: inTokyo });
    await assign('Daily one');
    const [text] = await told(1);
    expect((text!['due_at'] as Date).toISOString().slice(11, 16)).toBe(inUtc);
    await later();
    await sendDue();
    expect(await waiting()).toHaveLength(1);
    await query(
      `update {schema}.notification_mails set created_at = now() - interval '25 hours', due_at = now() where user_id = $1`,
      person.id,
    );
    await assign('Of the next day');
    await told(2);
    await sendDue();
    expect(await mailTo(site.testApp, person.email)).toMatchObject({ subject: expect.stringContaining('Daily one') });
    expect(await waiting()).toMatchObject([{ title: expect.stringContaining('Of the next day') }]);
  });

  it('go to nobody who has left, nor to an address that nobody has verified', async () => {
    await query('update {schema}.users set is_verified = false where id = $1', person.id);
    await assign('Unverified');
    await told(1);
    await later();
    await sendDue();
    expect(await waiting()).toEqual([]);
    expect(await mailsTo(site.testApp, person.email)).toEqual([]);
  });
});

describe('notifications that were read', () => {
  it('are deleted after 90 days, and others stay', async () => {
    for (const title of ['Read long ago', 'Read', 'Not read']) await assign(title);
    await waitUntil(async () => (await listed()).length === 3);
    const read = async (title: string, days: number) => {
      const { id } = (await listed()).find((each: { title: string }) => each.title.endsWith(` ${title}`));
      await person.client.post(`/v1/notifications/${id}/read`).expect(200);
      await query(`update {schema}.notifications set read_at = now() - $2 * interval '1 day' where id = $1`, id, days);
    };
    await read('Read long ago', 90.1);
    await read('Read', 89.9);
    await query(
      `update {schema}.notifications set created_at = now() - interval '1 year' where user_id = $1`,
      person.id,
    );
    const next = await site.tenant.run(() => site.testApp.get(ReadNotificationService).deleteOld());
    expect((await listed()).map(({ isRead }: { isRead: boolean }) => isRead).sort()).toEqual([false, true]);
    expect(next!.getTime()).toBeGreaterThan(Date.now());
    const planned = `select 1 as one from public.tenant_wakeups where tenant_id = $1 and kind = 'read_notifications'`;
    await waitUntil(async () => (await query(planned, site.tenant.ref.id)).length === 1);
  });
});
