import { waitUntil, type HttpClient } from '#libs/testing';
import { ServiceRequestSite } from './service-request-site.js';

let requests: ServiceRequestSite;
beforeAll(async () => {
  requests = await ServiceRequestSite.open();
});

interface Notice {
  readonly title: string;
  readonly message: string;
  readonly linkUrl: string | null;
}

/** What a user was told about a request, oldest first, as soon as there is so much. */
const told = (client: HttpClient, requestNumber: string, count: number) =>
  waitUntil(
    async () => {
      const { data } = (await client.get('/v1/notifications?limit=100').expect(200)).body as { data: Notice[] };
      const found = data.filter(({ title }) => `${title} `.includes(`${requestNumber} `));
      return found.length >= count ? found.reverse() : undefined;
    },
    { what: `${count} notices about ${requestNumber}` },
  );
const words = (notices: readonly Notice[]) => notices.map(({ title }) => title.split(':')[0]);

describe('requesters', () => {
  it('are told of each step of the request and of its work, with a link that they can follow', async () => {
    const { client } = requests.customer;
    const request = await requests.approved();
    const workOrder = await requests.converted(request.id);
    await requests.site.through(workOrder.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
    const notices = await told(client, request.requestNumber, 3);
    expect(words(notices)).toEqual(['Approved', 'Work ordered', 'Done']);
    for (const { linkUrl } of notices) {
      expect(linkUrl).toBe(`/v1/service-requests/${request.id}`);
      await client.get(linkUrl!).expect(200);
    }
    const seen = await requests.read(request.id, client);
    expect(seen.work).toMatchObject({ status: 'completed', completedAt: expect.any(String) });
  });

  it('are told why their request was rejected', async () => {
    const { id, requestNumber } = await requests.created();
    await requests.act(id, 'reject', 1, { reason: 'The lift is not ours.' }).expect(200);
    const [notice] = await told(requests.customer.client, requestNumber, 1);
    expect(notice!.message).toContain('The lift is not ours.');
  });

  it('of duplicates are told together, and nobody of what was not for them', async () => {
    const neighbour = await requests.customerOf(requests.site.facilityId);
    const first = await requests.approved();
    const second = await requests.approved({}, neighbour.client);
    const workOrder = await requests.converted(first.id);
    await requests.converted(second.id, { workOrderId: workOrder.id });
    await requests.site.through(workOrder.id, ['cancel', { reason: 'Carla has not paid' }]);
    const ofFirst = await told(requests.customer.client, first.requestNumber, 3);
    const ofSecond = await told(neighbour.client, second.requestNumber, 3);
    for (const notices of [ofFirst, ofSecond]) {
      expect(words(notices)).toEqual(['Approved', 'Work ordered', 'Work canceled']);
      expect(JSON.stringify(notices)).not.toContain('paid');
    }
    const { body } = await neighbour.client.get('/v1/notifications?limit=100').expect(200);
    expect(body.data).toHaveLength(3);
  });

  it('are not told of their own acts, nor when they have left', async () => {
    const own = await requests.approved({}, requests.manager);
    const gone = await requests.customerOf(requests.site.facilityId);
    const theirs = await requests.created({}, gone.client);
    const admin = await requests.site.tenant.as('admin');
    const { body: user } = await admin.get(`/v1/users/${gone.id}`).expect(200);
    await admin.post(`/v1/users/${gone.id}/deactivate`).set('If-Match', `"${user.version}"`).expect(200);
    await requests.act(theirs.id, 'approve', 1).expect(200);
    const last = await requests.approved();
    await told(requests.customer.client, last.requestNumber, 1);
    const { data } = (await requests.manager.get('/v1/notifications?limit=100').expect(200)).body as { data: Notice[] };
    expect(data.filter(({ title }) => title.includes(own.requestNumber))).toEqual([]);
    expect(await requests.site.query('notifications', 'user_id = $1', gone.id)).toEqual([]);
  });
});
