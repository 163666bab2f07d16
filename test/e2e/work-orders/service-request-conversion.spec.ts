import { jest } from '@jest/globals';
import fc from 'fast-check';
import { ServiceRequestSite } from './service-request-site.js';

jest.setTimeout(120_000);

let requests: ServiceRequestSite;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
});

/** Both ends of the link, as the database has them. */
async function linksOf(requestId: string) {
  const [request] = await requests.site.query<{ converted_task_id: string | null }>(
    'service_requests',
    'id = $1',
    requestId,
  );
  const made = await requests.site.query<{ id: string }>('tasks', 'service_request_id = $1', requestId);
  return { workOrderId: request!.converted_task_id, made: made.map(({ id }) => id) };
}

describe('a conversion', () => {
  it('carries what the request says, and links both ways', async () => {
    const { equipmentId, facilityId } = requests.site;
    const said = { title: 'Cabin dark', description: 'All lamps out since noon.', priority: 'critical' };
    const contact = { contactName: 'Lodge', contactPhone: '0172', contactEmail: 'lodge@example.com' };
    const request = await requests.approved({ ...said, ...contact });
    const answer = await requests.act(request.id, 'convert', undefined).expect(201);
    const workOrder = answer.body;
    expect(workOrder).toMatchObject({ ...said, type: 'repair', status: 'new', equipmentId, facilityId });
    expect(workOrder.serviceRequestId).toBe(request.id);
    expect(answer.headers['location']).toBe(`/v1/work-orders/${workOrder.id}`);
    const { body: read } = await requests.manager.get(`/v1/work-orders/${workOrder.id}`).expect(200);
    expect(read).toEqual(workOrder);
    const { body: expanded } = await requests.manager.get(`/v1/work-orders/${workOrder.id}?expand=serviceRequest`);
    expect(expanded.serviceRequest).toEqual({ id: request.id, requestNumber: request.requestNumber, ...contact });
    const seen = await requests.read(request.id, requests.customer.client);
    expect(seen).toMatchObject({ status: 'converted_to_task', workOrderId: workOrder.id, work: { status: 'new' } });
    expect(await linksOf(request.id)).toEqual({ workOrderId: workOrder.id, made: [workOrder.id] });
  });

  it('may say otherwise, and assign at once', async () => {
    const { id } = await requests.approved();
    const { technician } = requests.site;
    const differing = { title: 'Replace the roller', priority: 'low', type: 'inspection', assigneeId: technician.id };
    const workOrder = await requests.converted(id, differing);
    expect(workOrder).toMatchObject({ ...differing, status: 'assigned', serviceRequestId: id });
    expect((await requests.read(id, technician.client)).id).toBe(id);
  });

  it('is refused for what has not been approved, and makes nothing', async () => {
    const { id } = await requests.created();
    const { body } = await requests.act(id, 'convert', undefined).expect(409);
    expect(body).toMatchObject({ currentStatus: 'pending', possibleTransitions: ['approve', 'reject'] });
    expect(await linksOf(id)).toEqual({ workOrderId: null, made: [] });
  });

  it('that fails leaves the request as it was', async () => {
    const { id, version } = await requests.approved();
    await requests.act(id, 'convert', undefined, { assigneeId: requests.customer.id }).expect(422);
    const reversed = { scheduledAt: '2027-01-02T00:00:00Z', dueAt: '2027-01-01T00:00:00Z' };
    await requests.act(id, 'convert', undefined, reversed).expect(422);
    expect(await requests.read(id)).toMatchObject({ status: 'approved', version });
    expect(await linksOf(id)).toEqual({ workOrderId: null, made: [] });
  });

  it('happens once, however many try at the same moment: the others learn of the work order', async () => {
    const { id } = await requests.approved();
    const answers = await Promise.all(Array.from({ length: 50 }, () => requests.act(id, 'convert', undefined)));
    const [made, ...more] = answers.filter(({ status }) => status === 201);
    expect(more).toEqual([]);
    const refused = answers.filter(({ status }) => status === 409).map(({ body }) => body);
    expect(refused).toHaveLength(49);
    for (const body of refused)
      expect(body).toMatchObject({ code: 'service_request.already_converted', workOrderId: made!.body.id });
    expect(await linksOf(id)).toEqual({ workOrderId: made!.body.id, made: [made!.body.id] });
  });
});

describe('a duplicate', () => {
  it('is linked to the open work order that does it already', async () => {
    const first = await requests.approved();
    const workOrder = await requests.converted(first.id);
    const second = await requests.approved({ priority: 'low' });
    expect(await requests.converted(second.id, { workOrderId: workOrder.id })).toMatchObject({
      id: workOrder.id,
      version: workOrder.version,
      serviceRequestId: first.id,
    });
    expect(await linksOf(second.id)).toEqual({ workOrderId: workOrder.id, made: [] });
    expect(await requests.titles(`workOrderId=${workOrder.id}&sort=createdAt`)).toEqual([first.title, second.title]);
    const again = await requests.act(second.id, 'convert', undefined).expect(409);
    expect(again.body.workOrderId).toBe(workOrder.id);
  });

  it('is linked to none that has ended, is elsewhere, or does not exist', async () => {
    const request = await requests.approved();
    const link = (workOrderId: string) => requests.act(request.id, 'convert', undefined, { workOrderId });
    const ended = await requests.site.created();
    await requests.site.through(ended.id, ['cancel', { reason: 'x' }]);
    expect((await link(ended.id).expect(409)).body.code).toBe('work_order.closed');
    const facilityId = await requests.site.facility();
    const elsewhere = await requests.site.created({ equipmentId: null, facilityId });
    expect((await link(elsewhere.id).expect(422)).body.code).toBe('service_request.other_facility');
    expect((await link(request.id).expect(422)).body.code).toBe('work_order.unknown');
    expect(await requests.read(request.id)).toMatchObject({ status: 'approved', workOrderId: null });
  });
});

describe('whatever is tried, in any order and by two at once', () => {
  // written anew here, without the product's code
  const next: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    pending: { approve: 'approved', reject: 'rejected' },
    approved: { convert: 'converted_to_task' },
    rejected: {},
    converted_to_task: {},
  };
  const verbs = ['approve', 'reject', 'convert'] as const;
  const step = fc.uniqueArray(fc.constantFrom(...verbs), { minLength: 1, maxLength: 2 });

  const attempt = (id: string, verb: string, version: number) =>
    requests.act(id, verb, verb === 'convert' ? undefined : version, verb === 'reject' ? { reason: 'No' } : {});

  it('a request takes no path but those of the table, and is converted at most once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const created = await requests.created();
        const { id } = created;
        let { version, status } = created;
        for (const together of steps) {
          const answers = await Promise.all(together.map((verb) => attempt(id, verb, version)));
          const done = together.filter((_, index) => answers[index]!.status < 300);
          const refused = answers.filter((answer) => answer.status >= 300).map((answer) => answer.status);
          for (const code of refused) expect([409, 412]).toContain(code);
          const order = done.length === 2 && done[0] === 'convert' ? [...done].reverse() : done;
          for (const verb of order) expect((status = next[status as string]![verb])).toBeDefined();
          if (done.length === 0)
            expect(together.every((verb) => next[status as string]![verb] === undefined)).toBe(true);
          ({ version } = await requests.read(id));
        }
        const seen = await requests.read(id);
        expect(seen.status).toBe(status);
        const path = (await requests.history(id)).slice(1).map((line: { newValue: string }) => line.newValue);
        const starts = ['pending', ...path];
        path.forEach((to: string, index: number) => expect(Object.values(next[starts[index]!]!)).toContain(to));
        const links = await linksOf(id);
        expect(links.made).toEqual(status === 'converted_to_task' ? [seen.workOrderId] : []);
        expect(links.workOrderId).toBe(seen.workOrderId);
      }),
      { numRuns: 25 },
    );
  });
});
