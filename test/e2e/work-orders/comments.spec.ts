import { waitUntil, type HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const said = (body: { data: { comment: string }[] }) => body.data.map(({ comment }) => comment);
const commentsOf = (id: string) => `/v1/work-orders/${id}/comments`;
const comment = async (id: string, body: object, client = site.manager) =>
  (await client.post(commentsOf(id)).send(body).expect(201)).body;
const change = (id: string, commentId: string, version: number, body: object, client = site.manager) =>
  client
    .patch(`${commentsOf(id)}/${commentId}`)
    .set('If-Match', `"${version}"`)
    .send(body);
const remove = (id: string, commentId: string, version: number, client = site.manager) =>
  client.delete(`${commentsOf(id)}/${commentId}`).set('If-Match', `"${version}"`);
const backdate = (commentId: string, minutes: number) =>
  site.testApp.database.query(
    `update ${site.tenant.ref.schema}.task_comments set created_at = created_at - make_interval(mins => $2) where id = $1`,
    [commentId, minutes],
  );

describe('a comment', () => {
  it('is changed and deleted by whoever wrote it, and leaves a line in the history and its words in the audit log', async () => {
    const { id } = await site.created();
    const first = await comment(id, { comment: 'The part is late' });
    expect(first).toMatchObject({ isInternal: false, mentions: [], version: 1 });
    const second = (await change(id, first.id, 1, { comment: 'The part has come' }).expect(200)).body;
    expect(second).toMatchObject({ comment: 'The part has come', version: 2, createdAt: first.createdAt });
    expect((await site.manager.get(`${commentsOf(id)}/${first.id}`).expect(200)).body).toEqual(second);
    await change(id, first.id, 1, { comment: 'Again' }).expect(412);
    await remove(id, first.id, 1).expect(412);
    await remove(id, first.id, 2).expect(204);
    expect(said((await site.manager.get(commentsOf(id)).expect(200)).body)).toEqual([]);
    const actions = (await site.history(id)).map(({ action, oldValue }: Record<string, string>) => [action, oldValue]);
    expect(actions.slice(1)).toEqual([
      ['comment_changed', first.id],
      ['comment_deleted', first.id],
    ]);
    const [, , removal] = await site.query('audit_logs', 'resource_id = $1 order by created_at', first.id);
    expect(JSON.stringify(removal)).toContain('The part has come');
  });

  it('stays after 15 minutes, and is nobody else’s to change, whatever their rights', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const old = await comment(id, { comment: 'Old' });
    await backdate(old.id, 15);
    const { body } = await change(id, old.id, 1, { comment: 'New' }).expect(409);
    expect(body.code).toBe('comment.change_too_late');
    await remove(id, old.id, 1).expect(409);
    const young = await comment(id, { comment: 'Young' }, site.technician.client);
    await backdate(young.id, 14);
    expect((await change(id, young.id, 1, { comment: 'x' }).expect(403)).body.code).toBe('comment.of_another');
    await remove(id, young.id, 1).expect(403);
    await change(id, young.id, 1, { comment: 'Younger' }, site.technician.client).expect(200);
  });

  it('is found below its own work order only', async () => {
    const [one, other] = [await site.created(), await site.created()];
    const { id } = await comment(one.id, { comment: 'Here' });
    await site.manager.get(`${commentsOf(other.id)}/${id}`).expect(404);
    await change(other.id, id, 1, { comment: 'There' }).expect(404);
    await remove(other.id, id, 1).expect(404);
    await site.technician.client.get(`${commentsOf(one.id)}/${id}`).expect(404);
  });

  it('is changed once when two do so at once', async () => {
    const { id } = await site.created();
    const { id: commentId } = await comment(id, { comment: 'A' });
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, (_, n) => change(id, commentId, 1, { comment: `B${n}` })),
      remove(id, commentId, 1),
    ]);
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    const entries = (await site.history(id)).filter(({ action }: { action: string }) => /^comment_/.test(action));
    expect(entries).toHaveLength(1);
  });
});

describe('an internal comment', () => {
  it('is seen and written by staff alone: in lists, in totals, by its id', async () => {
    const carla = await site.person('customer');
    const { id } = await site.created();
    await site.madeFromRequest(id, carla.id);
    const open = await comment(id, { comment: 'We come tomorrow' });
    const note = await comment(id, { comment: 'They never pay', isInternal: true });
    const { body } = await carla.client.get(`${commentsOf(id)}?include=total`).expect(200);
    expect([said(body), body.total]).toEqual([['We come tomorrow'], 1]);
    await carla.client.get(`${commentsOf(id)}/${open.id}`).expect(200);
    await carla.client.get(`${commentsOf(id)}/${note.id}`).expect(404);
    expect(said((await site.manager.get(commentsOf(id))).body)).toEqual(['We come tomorrow', 'They never pay']);
  });
});

describe('a mention', () => {
  const notices = async (client: HttpClient) =>
    (await client.get('/v1/notifications?limit=100').expect(200)).body.data.filter(
      ({ type }: { type: string }) => type === 'task_mentioned',
    );

  it('is told to those who may read the comment, once, and to nobody else', async () => {
    const [stranger, carla, employee, last] = [
      await site.person('technician'),
      await site.person('customer'),
      await site.person('employee'),
      await site.person('employee'),
    ];
    const { id, workOrderNumber } = await site.created({ title: 'Brake', assigneeId: site.technician.id });
    await site.madeFromRequest(id, carla.id);
    const everybody = [site.technician, stranger, carla, employee];
    const mentions = everybody.map((person) => person.id);
    const note = await comment(id, { comment: 'Look', isInternal: true, mentions }, employee.client);
    await change(id, note.id, 1, { comment: 'Look here', mentions: [...mentions, last.id] }, employee.client).expect(
      200,
    );
    const [notice] = await waitUntil(async () => {
      const found = await notices(last.client);
      return found.length > 0 && found;
    });
    expect(notice).toMatchObject({ title: `Mentioned: ${workOrderNumber} Brake`, linkId: id });
    const told = await Promise.all(everybody.map(({ client }) => notices(client)));
    expect(told.map(({ length }) => length)).toEqual([1, 0, 0, 0]);
    await comment(id, { comment: 'We come', mentions: [carla.id] });
    await waitUntil(async () => (await notices(carla.client)).length === 1);
  });

  it('of somebody who is not there is refused where it stands', async () => {
    const { id } = await site.created();
    const mentions = [site.technician.id, site.facilityId];
    const { body } = await site.manager.post(commentsOf(id)).send({ comment: 'x', mentions }).expect(422);
    expect(body).toMatchObject({ code: 'comment.unknown_mention', errors: [{ pointer: '/mentions/1' }] });
  });
});
