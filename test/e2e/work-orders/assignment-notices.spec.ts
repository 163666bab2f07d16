import { waitUntil, type HttpClient } from '#libs/testing';
import { DeadlineService } from '../../../src/contexts/work-orders/deadlines/application/deadline.service.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
let other: Awaited<ReturnType<WorkOrderSite['person']>>;
beforeAll(async () => {
  site = await WorkOrderSite.open();
  other = await site.person('technician');
});

const inbox = async (client: HttpClient) => (await client.get('/v1/notifications?limit=100').expect(200)).body.data;
/** All notifications of a user about a work order, oldest first, as soon as there are so many. */
const told = (client: HttpClient, title: string, count: number) =>
  waitUntil(
    async () => {
      const found = (await inbox(client)).filter((notice: { title: string }) => notice.title.includes(title));
      return found.length >= count ? found.reverse() : undefined;
    },
    { what: `${count} notices of ${title}` },
  );
/** Without the number, which is another one in each run. */
const titles = (notices: { title: string }[]) => notices.map(({ title }) => title.replace(/: WO-\d{4}-\d+ /, ': '));
/** Sends a last notification, so that all earlier ones have been delivered. */
const everythingTold = async () => {
  const { title } = await site.created({ title: `Last ${Math.random()}`, assigneeId: other.id });
  await told(other.client, title, 1);
};

describe('work that is reassigned', () => {
  it('is sent to the former and the new assignee, without a link for the former one', async () => {
    const { id, workOrderNumber } = await site.created({ title: 'Brake', assigneeId: site.technician.id });
    const [first] = await told(site.technician.client, 'Brake', 1);
    expect(first).toMatchObject({
      title: `Assigned to you: ${workOrderNumber} Brake`,
      linkId: id,
      linkUrl: `/v1/work-orders/${id}`,
    });
    await site.technician.client.get(first.linkUrl).expect(200);
    await site.through(id, ['assign', { assigneeId: other.id }]);

    const notices = await told(site.technician.client, 'Brake', 2);
    expect(titles(notices)).toEqual(['Assigned to you: Brake', 'No longer yours: Brake']);
    for (const notice of notices) expect(notice).toMatchObject({ linkUrl: null, linkType: null, linkId: null });
    const alone = await site.technician.client.get(`/v1/notifications/${first.id}`).expect(200);
    expect(alone.body.linkUrl).toBeNull();
    const read = await site.technician.client.post(`/v1/notifications/${first.id}/read`).expect(200);
    expect(read.body).toMatchObject({ isRead: true, linkUrl: null });
    expect(await told(other.client, 'Brake', 1)).toMatchObject([{ linkUrl: `/v1/work-orders/${id}` }]);
  });

  it('is sent when the work is taken away, and has its link again when the work comes back', async () => {
    const { id } = await site.created({ title: 'Winch', assigneeId: site.technician.id });
    await site.through(id, ['unassign']);
    expect(titles(await told(site.technician.client, 'Winch', 2))).toContain('No longer yours: Winch');
    await site.through(id, ['assign', { assigneeId: site.technician.id }]);
    const notices = await told(site.technician.client, 'Winch', 3);
    expect(notices.map(({ linkUrl }: { linkUrl: string }) => linkUrl)).toEqual(Array(3).fill(`/v1/work-orders/${id}`));
  });

  it('is sent to the members of a team, but not as lost to the one who still has the work', async () => {
    const teamId = await site.team(site.technician.id, other.id);
    const { id } = await site.created({ title: 'Cable', teamId });
    await site.through(id, ['assign', { assigneeId: site.technician.id }]);
    expect(titles(await told(other.client, 'Cable', 2))).toEqual([
      'Assigned to your team: Cable',
      'No longer yours: Cable',
    ]);
    expect(titles(await told(site.technician.client, 'Cable', 2))).toEqual([
      'Assigned to your team: Cable',
      'Assigned to you: Cable',
    ]);
  });

  it('links to nothing for a user who left the team, and to the work order for those who see all work', async () => {
    const lead = await site.person('manager');
    const teamId = await site.team(site.technician.id, lead.id);
    const { id } = await site.created({ title: 'Governor', teamId });
    await told(site.technician.client, 'Governor', 1);
    for (const one of [site.technician, lead])
      await site.manager.delete(`/v1/teams/${teamId}/members/${one.id}`).expect(204);
    expect(await told(site.technician.client, 'Governor', 1)).toMatchObject([{ linkUrl: null }]);
    expect(await told(lead.client, 'Governor', 1)).toMatchObject([{ linkUrl: `/v1/work-orders/${id}` }]);
  });
});

describe('what somebody does themselves', () => {
  it('is not sent to them: neither for work they take, nor for work they give away, nor for work of their team', async () => {
    const lead = await site.person('manager');
    const teamId = await site.team(lead.id, site.technician.id);
    const { id } = (await site.post({ title: 'Own work', assigneeId: lead.id }, lead.client).expect(201)).body;
    const given = { assigneeId: site.technician.id };
    await site.act(id, 'assign', 1, given, lead.client).expect(200);
    await site.act(id, 'assign', 2, { teamId }, lead.client).expect(200);
    await site.act(id, 'unassign', 3, {}, lead.client).expect(200);
    await told(site.technician.client, 'Own work', 3);
    await everythingTold();
    expect(await inbox(lead.client)).toEqual([]);
  });
});

describe('who have work and who made it', () => {
  it('are told of its steps and of comments, but not of their own and of one event once', async () => {
    const lead = await site.person('manager');
    const { id } = (await site.post({ title: 'Guide rail', assigneeId: site.technician.id }, lead.client).expect(201))
      .body;
    await site.act(id, 'start', 1, {}, site.technician.client).expect(200);
    await site.act(id, 'hold', 2, { reason: 'No key' }, site.technician.client).expect(200);
    expect(titles(await told(lead.client, 'Guide rail', 2))).toEqual([
      'In progress: Guide rail',
      'On hold: Guide rail',
    ]);
    const [, held] = await told(lead.client, 'Guide rail', 2);
    expect(held).toMatchObject({ type: 'task_status_changed', message: 'The work rests. No key', linkId: id });

    const comments = `/v1/work-orders/${id}/comments`;
    await lead.client
      .post(comments)
      .send({ comment: 'Ask Jo', mentions: [site.technician.id] })
      .expect(201);
    await site.manager.post(comments).send({ comment: 'The key is here' }).expect(201);
    const notices = titles(await told(site.technician.client, 'Guide rail', 3));
    expect(notices).toEqual(['Assigned to you: Guide rail', 'Mentioned: Guide rail', 'New comment: Guide rail']);
    expect(titles(await told(lead.client, 'Guide rail', 3)).at(-1)).toBe('New comment: Guide rail');
    await everythingTold();
    expect(await told(site.technician.client, 'Guide rail', 3)).toHaveLength(3);
    expect(await told(lead.client, 'Guide rail', 3)).toHaveLength(3);
  });

  it('read it in their language and by their clock, else by those of the account', async () => {
    const [german, other] = [await site.person('technician'), await site.person('technician')];
    const { body: me } = await german.client.get('/v1/me').expect(200);
    const form = { locale: 'de-AT', timezone: 'Asia/Tokyo' };
    await german.client.patch('/v1/me').set('If-Match', `"${me.version}"`).send(form).expect(200);
    const teamId = await site.team(german.id, other.id);
    await site.created({ title: 'Counterweight', teamId, priority: 'high', dueAt: '2027-01-31T16:30:00Z' });
    const [inGerman] = await told(german.client, 'Counterweight', 1);
    expect(inGerman.title).toMatch(/^Ihrem Team zugewiesen: WO-\S+ Counterweight$/);
    expect(inGerman.message).toBe('Counterweight. Priorität hoch. Fällig 01.02.2027, 01:30 (Asia/Tokyo).');
    const [inEnglish] = await told(other.client, 'Counterweight', 1);
    expect(inEnglish.message).toBe('Counterweight. Priority high. Due 31 Jan 2027, 16:30 (UTC).');
  });
});

describe('deadlines of work', () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  const look = () => site.tenant.run(() => site.testApp.get(DeadlineService).tellDue());
  const everybodyLooks = () => Promise.all([look(), look(), look()]);
  const move = async (id: string, dueAt: string | null) => {
    const { body } = await site.manager.get(`/v1/work-orders/${id}`).expect(200);
    const change = site.manager.patch(`/v1/work-orders/${id}`).set('If-Match', `"${body.version}"`);
    await change.send({ dueAt }).expect(200);
  };
  const events = async (id: string) =>
    (await site.query<{ event_type: string }>('outbox', 'aggregate_id = $1 order by sequence', id))
      .map(({ event_type }) => event_type)
      .filter((type) => /due/.test(type));

  it('are told once for each due time, whoever looks, and anew when they are moved', async () => {
    const { id } = await site.created({ title: 'Pit ladder', assigneeId: site.technician.id, dueAt: hours(23) });
    await everybodyLooks();
    expect(await events(id)).toEqual(['work_order.due_soon']);
    await move(id, hours(30));
    await everybodyLooks();
    expect(await events(id)).toHaveLength(1);
    await move(id, hours(2));
    await everybodyLooks();
    await move(id, hours(-1));
    await everybodyLooks();
    expect(await events(id)).toEqual(['work_order.due_soon', 'work_order.due_soon', 'work_order.overdue']);
    const notices = titles(await told(site.technician.client, 'Pit ladder', 4));
    expect(notices).toEqual([
      'Assigned to you: Pit ladder',
      'Due soon: Pit ladder',
      'Due soon: Pit ladder',
      'Overdue: Pit ladder',
    ]);
    expect(titles(await told(site.manager, 'Pit ladder', 1))).toEqual(['Overdue: Pit ladder']);
  });

  it('are not told of work that is over, has no due time, or was due long ago', async () => {
    const over = await site.created({ title: 'Over', assigneeId: site.technician.id, dueAt: hours(3) });
    await site.through(over.id, ['cancel', { reason: 'Not needed' }]);
    const others = [await site.created({ dueAt: null }), await site.created({ dueAt: hours(-8 * 24) })];
    await everybodyLooks();
    for (const { id } of [...others, over]) expect(await events(id)).toEqual([]);
  });

  it('have the account looked at in time', async () => {
    await look();
    const dueAt = hours(49);
    await site.created({ dueAt });
    const planned = `select due_at from public.tenant_wakeups where tenant_id = $1 and kind = 'deadlines'`;
    await waitUntil(async () => {
      const [row] = await site.testApp.database.query(planned, [site.tenant.ref.id]);
      return row !== undefined && (row['due_at'] as Date).getTime() <= Date.parse(dueAt) - 24 * 3_600_000;
    });
    const next = await look();
    expect(next!.getTime()).toBeLessThanOrEqual(Date.parse(dueAt) - 24 * 3_600_000);
  });
});
