import { waitUntil, type HttpClient } from '#libs/testing';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
let customer: HttpClient;
let manager: HttpClient;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
  customer = requests.customer.client;
  manager = requests.manager;
});

const path = (id: string) => `/v1/service-requests/${id}/messages`;
const write = (id: string, client: HttpClient, message: string, isInternal = false) =>
  client.post(path(id)).send({ message, isInternal });
const read = async (id: string, client: HttpClient) =>
  (await client.get(`${path(id)}?include=total`).expect(200)).body as { data: { message: string }[]; total: number };
const texts = async (id: string, client: HttpClient) => (await read(id, client)).data.map(({ message }) => message);

interface Notice {
  readonly title: string;
}
const noticesAbout = async (client: HttpClient, { requestNumber }: { requestNumber: string }) => {
  const { data } = (await client.get('/v1/notifications?limit=100').expect(200)).body as { data: Notice[] };
  return data.filter(({ title }) => title.startsWith(`New message: ${requestNumber} `));
};

describe('a conversation', () => {
  it('is seen by both sides, in its order, and leaves status and version alone', async () => {
    const { id } = await requests.created();
    const { body } = await write(id, manager, 'Which door?').expect(201);
    expect(body).toMatchObject({ message: 'Which door?', isInternal: false });
    await write(id, customer, 'The left one').expect(201);
    for (const client of [customer, manager]) expect(await texts(id, client)).toEqual(['Which door?', 'The left one']);
    expect(await requests.read(id)).toMatchObject({ status: 'pending', version: 1 });
  });

  it('has notes that no customer sees, counts or writes', async () => {
    const { id } = await requests.created();
    await write(id, manager, 'Has not paid', true).expect(201);
    await write(id, manager, 'We are coming').expect(201);
    expect(await read(id, customer)).toMatchObject({ data: [{ message: 'We are coming' }], total: 1 });
    expect(await read(id, manager)).toMatchObject({ total: 2 });
    await write(id, customer, 'Mine', true).expect(403);
    const latest = await customer.get(`${path(id)}?sort=-createdAt&limit=1`).expect(200);
    expect(latest.body.data).toMatchObject([{ message: 'We are coming' }]);
  });

  it('is that of the people whom the request concerns', async () => {
    const { id } = await requests.created();
    const neighbour = await requests.customerOf(requests.site.facilityId);
    for (const { client } of [neighbour, requests.site.technician]) {
      await client.get(path(id)).expect(404);
      await write(id, client, 'x').expect(404);
    }
    const other = await ServiceRequestSite.open();
    await write(id, other.manager, 'x').expect(404);
    expect(await read(id, manager)).toMatchObject({ total: 0 });
  });
});

describe('of what is written', () => {
  const told = (client: HttpClient, request: { requestNumber: string }, count: number) =>
    waitUntil(async () => (await noticesAbout(client, request)).length >= count || undefined, { what: 'notices' });

  it('the other side is told, nobody of own words and nobody of notes', async () => {
    const dispatcher = await requests.site.person('employee');
    const request = await requests.created();
    await write(request.id, manager, 'Secret', true).expect(201);
    await write(request.id, dispatcher.client, 'Which door?').expect(201);
    await told(customer, request, 1);
    await write(request.id, customer, 'The left one').expect(201);
    await told(dispatcher.client, request, 1);
    expect(await noticesAbout(customer, request)).toHaveLength(1);
    expect(await noticesAbout(dispatcher.client, request)).toHaveLength(1);
    expect(await noticesAbout(manager, request)).toEqual([]);
    const events = await requests.site.query<{ payload: object }>('outbox', 'aggregate_id = $1', request.id);
    expect(JSON.stringify(events)).not.toContain('Secret');
  });
});
