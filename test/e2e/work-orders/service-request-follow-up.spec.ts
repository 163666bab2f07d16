import type { HttpClient } from '#libs/testing';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
let customer: HttpClient;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
  customer = requests.customer.client;
});

/** A request whose work is done, as its requester sees it. */
async function done(client = customer) {
  const { id } = await requests.approved({}, client);
  const workOrder = await requests.converted(id);
  await requests.site.through(workOrder.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
  return requests.read(id, client);
}

const past = (column: string, table: string, id: string, interval: string) =>
  requests.site.testApp.database.query(
    `update ${requests.site.tenant.ref.schema}.${table} set ${column} = ${column} - $2::interval where id = $1`,
    [id, interval],
  );

describe('work that is not right', () => {
  const reopen = (id: string, version: number, client = customer) =>
    requests.act(id, 'reopen', version, { reason: 'Rattles again' }, client);

  it('is taken up again for its requester, with the reason', async () => {
    const request = await done();
    const until = Date.parse(request.work.completedAt) + 14 * 86_400_000;
    expect(Date.parse(request.reopenableUntil)).toBe(until);
    const { body } = await reopen(request.id, request.version).expect(200);
    expect(body).toMatchObject({ status: 'converted_to_task', reopenableUntil: null });
    expect(body.work).toMatchObject({ status: 'in_progress', completedAt: null });
    const { body: workOrder } = await requests.manager.get(`/v1/work-orders/${request.workOrderId}`).expect(200);
    expect(workOrder).toMatchObject({ status: 'in_progress', statusReason: 'Rattles again', completedAt: null });
    const history = await requests.site.history(request.workOrderId);
    expect(history.at(-1)).toMatchObject({ action: 'reopened', userId: requests.customer.id });
    expect((await requests.history(request.id)).at(-1)).toMatchObject({ action: 'reopened', notes: 'Rattles again' });
    expect((await reopen(request.id, body.version).expect(409)).body).toMatchObject({
      code: 'service_request.work_not_completed',
      currentStatus: 'in_progress',
    });
  });

  it('is taken up by one of two who say so at once, also for duplicates', async () => {
    const neighbour = await requests.customerOf(requests.site.facilityId);
    const first = await requests.approved();
    const second = await requests.approved({}, neighbour.client);
    const workOrder = await requests.converted(first.id);
    await requests.converted(second.id, { workOrderId: workOrder.id });
    await requests.site.through(workOrder.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
    const answers = await Promise.all([
      reopen(first.id, 3),
      reopen(second.id, 3, neighbour.client),
      reopen(second.id, 3, neighbour.client),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    for (const status of statuses) expect([200, 409, 412]).toContain(status);
    expect(
      (await requests.site.history(workOrder.id)).filter((line: { action: string }) => line.action === 'reopened'),
    ).toHaveLength(1);
  });

  it('is another request after 14 days', async () => {
    const request = await done();
    await past('completed_at', 'tasks', request.workOrderId, '14 days 1 minute');
    const { body } = await reopen(request.id, request.version).expect(409);
    expect(body.code).toBe('service_request.reopen_too_late');
    expect(Date.parse(body.reopenableUntil)).toBeLessThan(Date.now());
    const { body: workOrder } = await requests.manager.get(`/v1/work-orders/${request.workOrderId}`).expect(200);
    expect(workOrder.status).toBe('completed');
  });

  it('is that of nobody else, and of no request without work', async () => {
    const request = await done();
    const neighbour = await requests.customerOf(requests.site.facilityId);
    await reopen(request.id, request.version, neighbour.client).expect(404);
    await reopen(request.id, request.version, requests.site.technician.client).expect(403);
    const pending = await requests.created();
    expect((await reopen(pending.id, 1).expect(409)).body.currentStatus).toBeNull();
  });
});

describe('a rating', () => {
  const rate = (id: string, version: number, body: object, client = customer) =>
    requests.act(id, 'rate', version, body, client);

  it('is given once the work is done, by the requester alone, and changed for 7 days', async () => {
    const waiting = await requests.approved();
    await rate(waiting.id, 2, { rating: 5 }).expect(409);
    const request = await done();
    await rate(request.id, 3, { rating: 1 }, requests.manager).expect(403);
    for (const rating of [0, 6, 2.5, '5', null]) await rate(request.id, 3, { rating }).expect(422);
    const { body } = await rate(request.id, 3, { rating: 2, comment: 'Late' }).expect(200);
    expect(body).toMatchObject({ rating: 2, ratingComment: 'Late', version: 4 });
    const changed = await rate(request.id, 4, { rating: 4 }).expect(200);
    expect(changed.body).toMatchObject({ rating: 4, ratingComment: null, ratedAt: body.ratedAt });
    await rate(request.id, 4, { rating: 5 }).expect(412);
    await past('rated_at', 'service_requests', request.id, '7 days 1 minute');
    await past('completed_at', 'tasks', request.workOrderId, '8 days');
    expect((await rate(request.id, 5, { rating: 5 }).expect(409)).body.code).toBe('service_request.rating_final');
    expect(await requests.read(request.id)).toMatchObject({ rating: 4, version: 5 });
    const lines = (await requests.history(request.id)).filter((line: { action: string }) => line.action === 'rated');
    expect(lines).toMatchObject([
      { oldValue: null, newValue: '2', notes: 'Late' },
      { oldValue: '2', newValue: '4', notes: null },
    ]);
  });
});
