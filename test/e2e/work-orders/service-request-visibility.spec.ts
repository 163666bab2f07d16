import type { HttpClient } from '#libs/testing';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
});

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

/** Every way to find a request or to reach it: none may tell that it exists. */
async function expectHidden(id: string, client: HttpClient): Promise<void> {
  const missing = await client.get('/v1/service-requests/01980a5e-7b1c-7cc0-8f6e-2a64f0d3bfff').expect(404);
  const { body } = await client.get(`/v1/service-requests/${id}`).expect(404);
  expect({ ...body, instance: '', requestId: '' }).toEqual({ ...missing.body, instance: '', requestId: '' });
  await client.get(`/v1/service-requests/${id}/history`).expect(404);
  const patch = client.patch(`/v1/service-requests/${id}`).set('If-Match', '"1"');
  await patch.send({ title: 'x' }).expect(404);
  expect(idsOf((await client.get('/v1/service-requests?limit=100').expect(200)).body)).not.toContain(id);
}

describe('a customer', () => {
  it('sees own requests, and none of others at the same facility', async () => {
    const neighbour = await requests.customerOf(requests.site.facilityId);
    const own = await requests.created({ title: 'Own' }, neighbour.client);
    const foreign = await requests.created({ title: 'Foreign' });
    expect(await requests.titles('limit=100', neighbour.client)).toEqual(['Own']);
    expect(await requests.titles(`requestedById=${requests.customer.id}`, neighbour.client)).toEqual([]);
    expect(await requests.titles(`q=${foreign.requestNumber}`, neighbour.client)).toEqual([]);
    await expectHidden(foreign.id, neighbour.client);
    await expectHidden(own.id, requests.customer.client);
  });

  it('follows the work through the own request, also where it is linked to the work of another one', async () => {
    const neighbour = await requests.customerOf(requests.site.facilityId);
    const first = await requests.approved();
    const second = await requests.approved({}, neighbour.client);
    const workOrder = await requests.converted(first.id);
    await requests.converted(second.id, { workOrderId: workOrder.id });
    await requests.site.through(workOrder.id, ['start']);
    const seen = await requests.read(second.id, neighbour.client);
    expect(seen).toMatchObject({ workOrderId: workOrder.id, work: { status: 'in_progress', completedAt: null } });
    await requests.customer.client.get(`/v1/work-orders/${workOrder.id}`).expect(200);
    await neighbour.client.get(`/v1/work-orders/${workOrder.id}`).expect(404);
    await expectHidden(first.id, neighbour.client);
    expect(await requests.titles(`workOrderId=${workOrder.id}`, neighbour.client)).toEqual([second.title]);
  });
});

describe('whatever the rows', () => {
  const oracle = (schema: string): string => `select id, title from ${schema}.service_requests where requested_by = $1
    or converted_task_id in (select id from ${schema}.tasks where assigned_to = $1
      or assigned_team_id in (select team_id from ${schema}.team_members where user_id = $1))`;

  it('lists, search and counts show each person what an independent query finds', async () => {
    const { site } = requests;
    const technicians = [await site.person('technician'), await site.person('technician')];
    const people = [...technicians, await requests.customerOf(site.facilityId), requests.customer];
    const teams = await Promise.all(technicians.map(({ id }) => site.team(id)));
    const work = [...technicians.map(({ id }) => ({ assigneeId: id })), ...teams.map((teamId) => ({ teamId }))];
    for (const { client } of people) {
      await requests.created({ title: 'Swap the rope' }, client);
      for (const assignment of work) {
        const { id } = await requests.approved({ title: 'Swap the rope' }, client);
        await requests.converted(id, assignment);
      }
    }
    for (const { id, client } of people) {
      const text = oracle(site.tenant.ref.schema);
      const rows = await site.testApp.database.query<{ id: string; title: string }>(text, [id]);
      expect(rows.length).toBeGreaterThan(work.length);
      const found = (of: (row: { title: string }) => boolean) =>
        rows
          .filter(of)
          .map((row) => row.id)
          .sort();
      for (const [query, expected] of [
        ['', found(() => true)],
        ['sort=updatedAt', found(() => true)],
        ['q=rope', found(({ title }) => title === 'Swap the rope')],
      ] as const) {
        const { body } = await client.get(`/v1/service-requests?limit=100&include=total&${query}`).expect(200);
        expect([idsOf(body).sort(), body.total]).toEqual([expected, expected.length]);
      }
    }
  });
});

describe('another tenant', () => {
  it('answers as for an id that nobody has', async () => {
    const other = await ServiceRequestSite.open();
    const { id } = await requests.created();
    const approved = await requests.approved();
    await expectHidden(id, other.manager);
    await other.act(id, 'approve', 1).expect(404);
    await other.act(id, 'reject', 1, { reason: 'x' }).expect(404);
    await other.act(approved.id, 'convert', undefined).expect(404);
    const own = await other.approved();
    const workOrder = await requests.converted(approved.id);
    const { body } = await other.act(own.id, 'convert', undefined, { workOrderId: workOrder.id }).expect(422);
    expect(body.code).toBe('work_order.unknown');
  });
});
