import { IdentityFacade } from '#contexts/identity';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';

let testApp: TestApp;
let acme: TestTenant;
let manager: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  manager = await acme.as('manager');
});

const added = async (overrides: object = {}) =>
  (await manager.post('/v1/facilities').send(aFacility(overrides)).expect(201)).body;

describe('POST /v1/facilities', () => {
  it('answers the facility, where it is and its version', async () => {
    const position = { latitude: 53.5436, longitude: 9.9931 };
    const response = await manager.post('/v1/facilities').send(aFacility({ name: 'Elbe Yard', ...position }));
    expect(response.status).toBe(201);
    const { id } = response.body;
    expect(response.headers).toMatchObject({ location: `/v1/facilities/${id}`, etag: expect.stringMatching(/^"1-/) });
    expect(response.body).toMatchObject({ name: 'Elbe Yard', ...position, isActive: true, city: null, version: 1 });
    const read = await manager.get(`/v1/facilities/${id}`).expect(200);
    expect(read.body).toEqual(response.body);
  });

  it("takes the account's zone when none is named", async () => {
    const { body } = await manager.post('/v1/facilities').send({ name: 'Shed' }).expect(201);
    expect(body.timezone).toBe(acme.ref.timezone);
  });

  it('names every wrong field in one answer', async () => {
    const wrong = { name: '', timezone: 'Mars/Olympus', latitude: 91, contactEmail: 'nobody', facilityCode: 7 };
    const { body } = await manager.post('/v1/facilities').send(wrong).expect(422);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer).sort();
    expect(pointers).toEqual(['/contactEmail', '/facilityCode', '/latitude', '/name', '/timezone']);
  });

  it.each(['id', 'version', 'isActive', 'createdById', 'createdAt'])(
    'refuses %s, which is not for clients',
    async (field) => {
      const { body } = await manager
        .post('/v1/facilities')
        .send(aFacility({ [field]: 'x' }))
        .expect(400);
      expect(body).toMatchObject({ code: 'request.unknown_field', errors: [{ pointer: `/${field}` }] });
    },
  );

  it('refuses half a position, and a code that is taken', async () => {
    const half = await manager
      .post('/v1/facilities')
      .send(aFacility({ latitude: 1 } as object))
      .expect(422);
    expect(half.body).toMatchObject({ code: 'facility.incomplete_position', errors: [{ pointer: '/longitude' }] });
    const { id, facilityCode } = await added();
    const taken = await manager.post('/v1/facilities').send(aFacility({ facilityCode })).expect(409);
    expect(taken.body).toMatchObject({ code: 'facility.code_taken', existingId: id });
  });
});

describe('PATCH /v1/facilities/{id}', () => {
  it('keeps what is absent and clears what is null', async () => {
    const { id } = await added({ city: 'Hamburg', notes: 'Keys at the porter.' });
    const change = manager.patch(`/v1/facilities/${id}`).set('If-Match', '"1"');
    const { body, headers } = await change.send({ city: null, zipCode: '20457' }).expect(200);
    expect(body).toMatchObject({ city: null, zipCode: '20457', notes: 'Keys at the porter.', version: 2 });
    expect(headers['etag']).toMatch(/^"2-/);
  });

  it('demands the version that was seen, and refuses another one', async () => {
    const { id } = await added();
    await manager.patch(`/v1/facilities/${id}`).send({ city: 'Kiel' }).expect(428);
    await manager.patch(`/v1/facilities/${id}`).set('If-Match', '"7"').send({ city: 'Kiel' }).expect(412);
    const { body } = await manager.get(`/v1/facilities/${id}`);
    expect(body).toMatchObject({ city: null, version: 1 });
  });

  it('lets one of two win who change the same version', async () => {
    const { id } = await added();
    const change = (city: string) => manager.patch(`/v1/facilities/${id}`).set('If-Match', '"1"').send({ city });
    const answers = await Promise.all(['Kiel', 'Bremen', 'Emden'].map(change));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});

describe('activating and deactivating', () => {
  it('closes a facility for new machines until it is activated again', async () => {
    const { id } = await added();
    const { body } = await manager.post(`/v1/facilities/${id}/deactivate`).set('If-Match', '"1"').expect(200);
    expect(body).toMatchObject({ isActive: false, version: 2 });
    const refused = await manager
      .post('/v1/equipment')
      .send({ facilityId: id, ...aMachine() })
      .expect(422);
    expect(refused.body).toMatchObject({ code: 'facility.inactive', errors: [{ pointer: '/facilityId' }] });
    await manager.post(`/v1/facilities/${id}/activate`).set('If-Match', '"2"').expect(200);
    await manager
      .post('/v1/equipment')
      .send({ facilityId: id, ...aMachine() })
      .expect(201);
  });
});

describe('DELETE /v1/facilities/{id}', () => {
  it('removes one that nothing refers to', async () => {
    const { id } = await added();
    await manager.delete(`/v1/facilities/${id}`).set('If-Match', '"1"').expect(204);
    await manager.get(`/v1/facilities/${id}`).expect(404);
  });

  it('names what refers to one that cannot be deleted', async () => {
    const { id: facilityId } = await added();
    await manager.post(`/v1/facilities/${facilityId}/buildings`).send({ name: 'North wing' }).expect(201);
    const machine = await manager
      .post('/v1/equipment')
      .send({ facilityId, ...aMachine() })
      .expect(201);
    await manager.post('/v1/work-orders').send({ title: 'Oil', equipmentId: machine.body.id }).expect(201);
    const { body } = await manager.delete(`/v1/facilities/${facilityId}`).set('If-Match', '"1"').expect(409);
    expect(body).toMatchObject({ code: 'facility.in_use', references: { buildings: 1, equipment: 1, workOrders: 1 } });
  });
});

describe('buildings', () => {
  it('are added to a facility, listed there, read, changed and deleted by themselves', async () => {
    const { id } = await added();
    const north = await manager
      .post(`/v1/facilities/${id}/buildings`)
      .send({ name: 'North', floorCount: 12 })
      .expect(201);
    await manager.post(`/v1/facilities/${id}/buildings`).send({ name: 'East' }).expect(201);
    expect(north.headers['location']).toBe(`/v1/buildings/${north.body.id}`);
    const { body } = await manager.get(`/v1/facilities/${id}/buildings`).expect(200);
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['East', 'North']);
    const building = `/v1/buildings/${north.body.id}`;
    expect((await manager.get(building).expect(200)).body).toEqual(north.body);
    await manager.patch(building).set('If-Match', '"1"').send({ floorCount: -1 }).expect(422);
    await manager.patch(building).set('If-Match', '"1"').send({ floorCount: 13 }).expect(200);
    await manager.delete(building).set('If-Match', '"2"').expect(204);
    await manager.get(`/v1/facilities/${acme.ref.id}/buildings`).expect(404);
  });
});

describe('GET /v1/facilities', () => {
  it('narrows, sorts, searches and pages', async () => {
    const tenant = await provisionTestTenant(testApp);
    const client = await tenant.as('manager');
    for (const n of [3, 1, 2]) {
      await client
        .post('/v1/facilities')
        .send(aFacility({ name: `Depot ${n}`, city: n === 2 ? 'Kiel' : 'Bremen' } as object));
    }
    const names = async (query: string) =>
      (await client.get(`/v1/facilities?${query}`).expect(200)).body.data.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['Depot 1', 'Depot 2', 'Depot 3']);
    expect(await names('sort=-createdAt')).toEqual(['Depot 2', 'Depot 1', 'Depot 3']);
    expect(await names('city=Bremen&sort=-name')).toEqual(['Depot 3', 'Depot 1']);
    expect(await names('q=kiel')).toEqual(['Depot 2']);
    expect(await names('active=false')).toEqual([]);
    const first = await client.get('/v1/facilities?limit=2&include=total').expect(200);
    expect(first.body).toMatchObject({ total: 3, nextCursor: expect.any(String) });
    expect(await names(`limit=2&cursor=${first.body.nextCursor}`)).toEqual(['Depot 3']);
    await client.get(`/v1/facilities?limit=2&sort=createdAt&cursor=${first.body.nextCursor}`).expect(400);
    await client.get('/v1/facilities?colour=red').expect(400);
  });

  it('shows a customer the linked facilities and nothing else, by whatever way', async () => {
    const [seen, hidden] = [await added(), await added()];
    const user = await acme.addUser('customer');
    await acme.run(() => testApp.get(IdentityFacade).linkToFacility(user.id, seen.id));
    const customer = await acme.signIn(user);
    const { body } = await customer.get('/v1/facilities?include=total').expect(200);
    expect(body).toMatchObject({ total: 1, data: [{ id: seen.id }] });
    await customer.get(`/v1/facilities/${seen.id}`).expect(200);
    await customer.get(`/v1/facilities/${hidden.id}`).expect(404);
    await customer.get(`/v1/facilities/${hidden.id}/buildings`).expect(404);
    expect((await customer.get(`/v1/facilities?q=${hidden.facilityCode}`)).body.data).toEqual([]);
    await customer.post('/v1/facilities').send(aFacility()).expect(403);
  });
});

it('is 404 for another tenant, in the same bytes as for an id that nobody has', async () => {
  const stranger = await (await provisionTestTenant(testApp)).as('admin');
  const { id } = await added();
  const foreign = await stranger.get(`/v1/facilities/${id}`).set('X-Request-Id', 'r').expect(404);
  const unknown = await stranger.get(`/v1/facilities/${acme.ref.id}`).set('X-Request-Id', 'r').expect(404);
  expect(foreign.text.replace(id, '')).toBe(unknown.text.replace(acme.ref.id, ''));
  await stranger.patch(`/v1/facilities/${id}`).set('If-Match', '"1"').send({ city: 'X' }).expect(404);
  await stranger
    .post('/v1/equipment')
    .send({ facilityId: id, ...aMachine() })
    .expect(422);
});

describe('GET /v1/facilities?near=', () => {
  const places = {
    Hamburg: [53.55, 9.99],
    Kiel: [54.32, 10.14],
    Suva: [-18.14, 178.44],
    Apia: [-13.83, -171.76],
    Pole: [90, 0],
  } as const;
  let client: HttpClient;
  let tenant: TestTenant;

  beforeAll(async () => {
    tenant = await provisionTestTenant(testApp);
    client = await tenant.as('manager');
    for (const [name, [latitude, longitude]] of Object.entries(places))
      await client.post('/v1/facilities').send({ name, latitude, longitude }).expect(201);
    await client.post('/v1/facilities').send({ name: 'Nowhere' }).expect(201);
  });

  const found = async (query: string, as = client): Promise<{ name: string; distanceKm: number }[]> =>
    (await as.get(`/v1/facilities?${query}`).expect(200)).body.data;
  const names = async (query: string, as = client) => (await found(query, as)).map(({ name }) => name);

  it('lists those around a place, the nearest first, with their distance', async () => {
    const [nearest, next] = await found('near=53.55,9.99');
    expect(nearest).toMatchObject({ name: 'Hamburg', distanceKm: 0 });
    expect(next!.name).toBe('Kiel');
    expect(Math.abs(next!.distanceKm - 86.2)).toBeLessThan(0.5);
    expect(await names('near=53.55,9.99&withinKm=100')).toEqual(['Hamburg', 'Kiel']);
    expect(await names('near=53.55,9.99&withinKm=86')).toEqual(['Hamburg']);
    expect(await names('near=53.55,9.99&withinKm=100&sort=-name')).toEqual(['Kiel', 'Hamburg']);
    expect(await names('near=53.55,9.99')).toHaveLength(5);
  });

  it('measures across the date line and around the poles', async () => {
    const [apia, suva] = await found('near=-13.83,-171.76&withinKm=1200');
    expect([apia!.name, suva!.name]).toEqual(['Apia', 'Suva']);
    expect(Math.abs(suva!.distanceKm - 1_150)).toBeLessThan(15);
    const [pole] = await found('near=90,-137.5&withinKm=1');
    expect(pole).toMatchObject({ name: 'Pole', distanceKm: 0 });
  });

  it('pages through all of them, none lost and none twice', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await client.get(`/v1/facilities?near=53.55,9.99&limit=2${cursor}`).expect(200);
      seen.push(...body.data.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual(await names('near=53.55,9.99'));
    const { body } = await client.get('/v1/facilities?near=53.55,9.99&limit=2').expect(200);
    await client.get(`/v1/facilities?near=53.56,9.99&limit=2&cursor=${body.nextCursor}`).expect(400);
  });

  it.each(['near=91,0', 'near=0,181', 'near=53.55', 'near=a,b', 'near=1,2,3', 'near=0,0&withinKm=0', 'near=1e1,0'])(
    'refuses ?%s',
    async (query) => {
      await client.get(`/v1/facilities?${query}`).expect(400);
    },
  );

  it('shows a customer those that they are linked to', async () => {
    const user = await tenant.addUser('customer');
    const [kiel] = (await client.get('/v1/facilities?q=kiel').expect(200)).body.data;
    await tenant.run(() => testApp.get(IdentityFacade).linkToFacility(user.id, kiel.id));
    expect(await names('near=53.55,9.99', await tenant.signIn(user))).toEqual(['Kiel']);
  });
});
