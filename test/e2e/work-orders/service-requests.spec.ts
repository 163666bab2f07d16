import type { HttpClient } from '#libs/testing';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
let manager: HttpClient;
let customer: HttpClient;

beforeAll(async () => {
  requests = await ServiceRequestSite.open();
  manager = requests.manager;
  customer = requests.customer.client;
});

describe('a new request', () => {
  it('is pending, has a number, and comes from whoever sends it', async () => {
    const { equipmentId, facilityId } = requests.site;
    const sent = { serviceType: 'fault', priority: 'high', contactName: 'Lodge', contactPhone: '0172' };
    const answer = await requests.post({ ...sent, contactEmail: 'lodge@example.com' }).expect(201);
    expect(answer.body).toMatchObject({ ...sent, contactEmail: 'lodge@example.com', equipmentId, facilityId });
    expect(answer.body).toMatchObject({ status: 'pending', requestedById: requests.customer.id, version: 1 });
    expect(answer.body).toMatchObject({ workOrderId: null, work: null, allowedTransitions: [] });
    expect(answer.body.requestNumber).toMatch(/^SR-\d{4}-[1-9]\d*$/);
    expect(answer.headers['location']).toBe(`/v1/service-requests/${answer.body.id}`);
    expect((await requests.read(answer.body.id, customer)).requestNumber).toBe(answer.body.requestNumber);
    expect((await requests.read(answer.body.id)).allowedTransitions).toEqual(['approve', 'reject']);
  });

  it('has an audit entry, a line of history and an event', async () => {
    const { id } = await requests.created();
    expect(await requests.history(id, customer)).toMatchObject([{ action: 'created', userId: requests.customer.id }]);
    expect(await requests.site.query('audit_logs', 'resource_id = $1', id)).toHaveLength(1);
    const events = await requests.site.query<{ event_type: string }>('outbox', 'aggregate_id = $1', id);
    expect(events.map(({ event_type }) => event_type)).toEqual(['service_request.created']);
  });

  it('is made by staff as well, for any place', async () => {
    const technician = requests.site.technician;
    const elsewhere = await requests.site.facility();
    const { body } = await requests.post({ equipmentId: null, facilityId: elsewhere }, technician.client).expect(201);
    expect(body).toMatchObject({ facilityId: elsewhere, equipmentId: null, requestedById: technician.id });
  });

  it('names no place that the customer does not see, as if there were none', async () => {
    const elsewhere = await requests.site.facility();
    const refused = await requests.post({ equipmentId: null, facilityId: elsewhere }).expect(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/facilityId' }]);
    const stranger = await requests.customerOf(elsewhere);
    const { body } = await requests.post({}, stranger.client).expect(422);
    expect(body).toMatchObject({ code: 'equipment.unknown', errors: [{ pointer: '/equipmentId' }] });
    const both = { facilityId: elsewhere };
    await requests.post(both, stranger.client).expect(422);
    await requests.post({ equipmentId: undefined }).expect(422);
  });

  it('takes nothing that the server decides', async () => {
    for (const field of ['status', 'requestNumber', 'requestedById', 'workOrderId', 'rejectionReason', 'reviewedById'])
      await requests.post({ [field]: 'x' }).expect(400);
  });
});

describe('a change of a request', () => {
  const change = (id: string, version: number, body: object, client: HttpClient) =>
    client.patch(`/v1/service-requests/${id}`).set('If-Match', `"${version}"`).send(body);

  it('is made while it is pending, by its requester or staff, against the version that was seen', async () => {
    const { id } = await requests.created({ title: 'Old' });
    const { body } = await change(id, 1, { title: 'New', contactName: 'Lodge' }, customer).expect(200);
    expect(body).toMatchObject({ title: 'New', contactName: 'Lodge', version: 2 });
    await change(id, 1, { title: 'Newer' }, manager).expect(412);
    await change(id, 2, { priority: 'low' }, manager).expect(200);
    expect((await requests.history(id)).map(({ action }: { action: string }) => action)).toEqual([
      'created',
      'title_changed',
      'contact_name_changed',
      'priority_changed',
    ]);
    await requests.act(id, 'approve', 3).expect(200);
    const refused = await change(id, 4, { title: 'Late' }, customer).expect(409);
    expect(refused.body).toMatchObject({ code: 'service_request.not_pending', currentStatus: 'approved' });
  });
});

describe('the decision', () => {
  it('to approve is that of managers, with name and time', async () => {
    const { id } = await requests.created();
    for (const client of [customer, requests.site.technician.client])
      await requests.act(id, 'approve', 1, {}, client).expect(403);
    await manager.post(`/v1/service-requests/${id}/approve`).expect(428);
    await requests.act(id, 'approve', 7).expect(412);
    const { body } = await requests.act(id, 'approve', 1).expect(200);
    expect(body).toMatchObject({ status: 'approved', version: 2, allowedTransitions: ['convert'] });
    expect(Date.parse(body.reviewedAt)).toBeGreaterThan(Date.parse(body.createdAt) - 1);
    const again = await requests.act(id, 'approve', 2).expect(409);
    expect(again.body).toMatchObject({
      code: 'service_request.invalid_transition',
      currentStatus: 'approved',
      possibleTransitions: ['convert'],
    });
  });

  it('to reject needs a reason, which the requester reads, and is final', async () => {
    const { id } = await requests.created();
    await requests.act(id, 'reject', 1, {}).expect(422);
    await requests.act(id, 'reject', 1, { reason: '  ' }).expect(422);
    await requests.act(id, 'reject', 1, { reason: 'Not ours' }).expect(200);
    const seen = await requests.read(id, customer);
    expect(seen).toMatchObject({ status: 'rejected', rejectionReason: 'Not ours', allowedTransitions: [] });
    expect((await requests.history(id, customer)).at(-1)).toMatchObject({ action: 'rejected', notes: 'Not ours' });
    for (const verb of ['approve', 'convert', 'reject'])
      await requests.act(id, verb, 2, verb === 'reject' ? { reason: 'x' } : {}).expect(409);
  });

  it('of two who decide at once is one', async () => {
    const { id } = await requests.created();
    const calls = Array.from({ length: 10 }, (_, n) =>
      n % 2 ? requests.act(id, 'approve', 1) : requests.act(id, 'reject', 1, { reason: 'No' }),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(412)]);
    expect(await requests.history(id)).toHaveLength(2);
  });
});

describe('the list', () => {
  let at: string;
  beforeAll(async () => {
    at = await requests.site.facility();
    const there = { equipmentId: null, facilityId: at };
    await requests.created({ ...there, title: 'Gate sticks', priority: 'low' }, manager);
    const lamp = await requests.created({ ...there, title: 'Lamp flickers', priority: 'high' }, manager);
    await requests.act(lamp.id, 'approve', 1).expect(200);
    await requests.created({ ...there, title: 'Door squeals', description: 'Like a pig' }, manager);
  });

  it.each([
    ['sort=createdAt', ['Gate sticks', 'Lamp flickers', 'Door squeals']],
    ['', ['Door squeals', 'Lamp flickers', 'Gate sticks']],
    ['status=approved', ['Lamp flickers']],
    ['status=pending&sort=createdAt', ['Gate sticks', 'Door squeals']],
    ['priority=low,high&sort=createdAt', ['Gate sticks', 'Lamp flickers']],
    ['q=pigs', ['Door squeals']],
    ['createdAfter=2099-01-01T00:00:00Z', []],
    ['createdBefore=2099-01-01T00:00:00Z&limit=1', ['Door squeals']],
    ['sort=-updatedAt&limit=1', ['Door squeals']],
    ['updatedAfter=2099-01-01T00:00:00Z', []],
  ])('%s', async (query, expected) => {
    expect(await requests.titles(`facilityId=${at}&${query}`)).toEqual(expected);
  });

  it('finds a request by its number, by requester and by machine, counts, and shows what ids refer to', async () => {
    const { id, requestNumber } = await requests.created({ title: 'Findable' });
    for (const q of [requestNumber, requestNumber.toLowerCase(), requestNumber.replaceAll('-', ' ')])
      expect(await requests.titles(`q=${encodeURIComponent(q)}&sort=-createdAt&limit=1`)).toEqual(['Findable']);
    const { equipmentId, facilityId } = requests.site;
    const filters = `equipmentId=${equipmentId}&requestedById=${requests.customer.id}&limit=1&include=total`;
    const { body } = await manager
      .get(`/v1/service-requests?${filters}&expand=equipment,facility,requester`)
      .expect(200);
    expect(body.total).toBeGreaterThan(1);
    expect(body.data).toMatchObject([
      { id, equipment: { id: equipmentId }, facility: { id: facilityId }, requester: { id: requests.customer.id } },
    ]);
  });
});
