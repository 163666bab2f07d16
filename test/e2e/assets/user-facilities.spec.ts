import fc from 'fast-check';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let places: string[];

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  places = [];
  for (let i = 0; i < 4; i += 1) {
    const { id } = (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body;
    await admin
      .post('/v1/equipment')
      .send({ facilityId: id, ...aMachine() })
      .expect(201);
    places.push(id);
  }
});

const path = (userId: string, facilityId = '') => `/v1/users/${userId}/facilities${facilityId && `/${facilityId}`}`;
const versionOf = async (id: string): Promise<string> => `"${(await admin.get(`/v1/users/${id}`)).body.version}"`;
const replace = async (id: string, facilityIds: readonly string[], client = admin) =>
  client
    .put(path(id))
    .set('If-Match', await versionOf(id))
    .send({ facilityIds });
const link = (id: string, facilityId: string, client = admin) => client.post(path(id)).send({ facilityId });
const ids = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id).sort();
const idsIn = ({ body }: { body: { facilities: { facilityId: string }[] } }) =>
  body.facilities.map(({ facilityId }) => facilityId).sort();

it('a user is linked to facilities, sees them from the next request on, and the log says who linked them', async () => {
  const user = await acme.addUser('customer');
  const customer = await acme.signIn(user);
  expect(ids(await customer.get('/v1/facilities'))).toEqual([]);
  const { body } = await link(user.id, places[0]!).expect(200);
  const linked = { facilityId: places[0], isActive: true, linkedAt: expect.stringMatching(/Z$/) };
  expect(body).toEqual({ userId: user.id, facilities: [expect.objectContaining(linked)], version: 2 });
  expect((await link(user.id, places[0]!).expect(200)).body).toEqual(body);
  expect(ids(await customer.get('/v1/facilities'))).toEqual([places[0]]);
  expect((await admin.get(path(user.id)).expect(200)).body).toEqual(body);
  await admin.delete(path(user.id, places[0])).expect(204);
  await admin.delete(path(user.id, places[0])).expect(404);
  expect(ids(await customer.get('/v1/facilities'))).toEqual([]);
  const log = await admin.get(`/v1/audit-logs?resourceId=${user.id}&action=link_facilities&sort=createdAt`).expect(200);
  expect(log.body.data.map(({ changes }: { changes: unknown }) => changes)).toEqual([
    { before: { removed: [] }, after: { added: [places[0]] } },
    { before: { removed: [places[0]] }, after: { added: [] } },
  ]);
});

it('the whole list is replaced against the version that was seen', async () => {
  const { id } = await acme.addUser('customer');
  const seen = await versionOf(id);
  expect(idsIn(await replace(id, [places[0]!, places[1]!]))).toEqual([places[0], places[1]].sort());
  await admin.put(path(id)).set('If-Match', seen).send({ facilityIds: [] }).expect(412);
  await admin.put(path(id)).send({ facilityIds: [] }).expect(428);
  expect(idsIn(await replace(id, [places[1]!]))).toEqual([places[1]]);
  const unknown = await replace(id, [places[1]!, crypto.randomUUID()]);
  expect(unknown.status).toBe(422);
  expect(unknown.body).toMatchObject({ code: 'facility.unknown', errors: [{ pointer: '/facilityIds/1' }] });
  expect((await link(id, crypto.randomUUID()).expect(422)).body.errors).toMatchObject([{ pointer: '/facilityId' }]);
  expect((await replace(id, [places[2]!, places[2]!])).status).toBe(422);
});

it('links that are added at once are all there', async () => {
  const { id } = await acme.addUser('customer');
  const answers = await Promise.all(places.map((place) => link(id, place)));
  expect(answers.map(({ status }) => status)).toEqual(places.map(() => 200));
  expect(idsIn(await admin.get(path(id)))).toHaveLength(places.length);
});

it('nobody links whom they may not change, or lets others see what they do not see themselves', async () => {
  const grant = async (id: string, granted: readonly string[]) =>
    admin
      .put(`/v1/users/${id}/permissions`)
      .set('If-Match', await versionOf(id))
      .send({ granted })
      .expect(200);
  const { id } = await acme.addUser('customer');
  await link(id, places[0]!, await acme.as('manager')).expect(403);
  const insider = await acme.addUser('customer');
  await link(insider.id, places[0]!).expect(200);
  await grant(insider.id, ['users:grant', 'users:read']);
  const client = await acme.signIn(insider);
  for (const facilityId of [places[0]!, places[1]!]) await link(insider.id, facilityId, client).expect(403);
  await client.delete(path(insider.id, places[0])).expect(403);
  const deputy = await acme.addUser('manager');
  await grant(deputy.id, ['users:grant']);
  const manager = await acme.signIn(deputy);
  await link(id, places[0]!, manager).expect(200);
  const owner = (await admin.get('/v1/me')).body.id;
  expect((await link(owner, places[0]!, manager).expect(403)).body.code).toBe('user.beyond_own_rights');
  // without the permission to see them all, one’s own alone are shown
  await link(id, places[1]!).expect(200);
  expect(idsIn(await client.get(path(id)).expect(200))).toEqual([places[0]]);
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), at: fc.nat(3) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(3) }),
  fc.record({ kind: fc.constant('replace' as const), at: fc.subarray([0, 1, 2, 3]) }),
  fc.record({ kind: fc.constant('active' as const), at: fc.boolean() }),
);

it('after any steps to and fro facilities, machines, search and counts show what an independent query finds', async () => {
  const user = await acme.addUser('customer');
  const { schema } = acme.ref;
  const oracle = (select: string) =>
    testApp.database.query<{ id: string }>(
      `select ${select} as id from ${schema}.facilities f join ${schema}.equipment e on e.facility_id = f.id
        where f.id in (select facility_id from ${schema}.user_facilities where user_id = $1) order by 1`,
      [user.id],
    );
  let model = new Set<string>();
  const perform = {
    add: async (at: number) => void (await link(user.id, places[at]!).expect(200), model.add(places[at]!)),
    remove: async (at: number) =>
      void (await admin.delete(path(user.id, places[at])).expect(model.delete(places[at]!) ? 204 : 404)),
    replace: async (at: number[]) => {
      model = new Set(at.map((index) => places[index]!));
      expect((await replace(user.id, [...model])).status).toBe(200);
    },
    active: async (isActive: boolean) => {
      const verb = isActive ? 'activate' : 'deactivate';
      await admin
        .post(`/v1/users/${user.id}/${verb}`)
        .set('If-Match', await versionOf(user.id))
        .expect(200);
    },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
      for (const { kind, at } of steps) await perform[kind](at as never);
      await perform.active(true);
      const customer = await acme.signIn(user);
      const expected = { facilities: [...model].sort(), machines: (await oracle('e.id')).map(({ id }) => id) };
      expect((await oracle('f.id')).map(({ id }) => id)).toEqual(expected.facilities);
      expect(ids(await customer.get('/v1/facilities'))).toEqual(expected.facilities);
      expect(ids(await customer.get('/v1/equipment'))).toEqual(expected.machines);
      expect(ids(await customer.get('/v1/facilities?q=harbour'))).toEqual(expected.facilities);
      expect((await customer.get('/v1/equipment?include=total&limit=1')).body.total).toBe(expected.machines.length);
      for (const place of places)
        expect((await customer.get(`/v1/facilities/${place}`)).status).toBe(model.has(place) ? 200 : 404);
    }),
    { numRuns: 6 },
  );
});
