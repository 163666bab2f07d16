import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aUser } from '../../builders/identity/user.builder.js';

const names = [
  'Pump 10',
  'Pump 2',
  'pump 3',
  'Pump 02',
  'Ärger',
  'Azur',
  'Zebra',
  'ziegel',
  'École',
  'ecole',
  'Ecole 9',
  'Pump 2',
  '10',
  '9',
];
// names of a kind stand together: within it any order is right that never changes
const inOrder = [
  '9',
  '10',
  'Ärger',
  'Azur',
  'ecole',
  'École',
  'Ecole 9',
  'Pump 2',
  'pump 3',
  'Pump 10',
  'Zebra',
  'ziegel',
];

let testApp: TestApp;
let tenant: TestTenant;
let admin: HttpClient;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  tenant = await provisionTestTenant(testApp);
  admin = await tenant.as('admin');
  await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
  facilityId = (
    await admin
      .post('/v1/facilities')
      .send(aFacility({ name: names[0]! }))
      .expect(201)
  ).body.id;
  const { body: machine } = await admin.post('/v1/equipment').send({ facilityId, ...aMachine({ name: names[0]! }) });
  for (const [index, name] of names.entries()) {
    const rule = { frequencyType: 'monthly', firstOccurrenceAt: '2031-01-15T09:00' };
    await admin
      .post('/v1/maintenance-schedules')
      .send({ equipmentId: machine.id, scheduleName: name, ...rule })
      .expect(201);
    await admin.post(`/v1/facilities/${facilityId}/buildings`).send({ name }).expect(201);
    await admin.post('/v1/teams').send({ name }).expect(201);
    await admin
      .post('/v1/users')
      .send({ ...aUser(), lastName: index === 3 ? null : name })
      .expect(201);
    if (index === 0) continue;
    await admin.post('/v1/facilities').send(aFacility({ name })).expect(201);
    await admin
      .post('/v1/equipment')
      .send({ facilityId, ...aMachine({ name, equipmentNumber: `E-${index}` }) })
      .expect(201);
  }
});

type Row = Readonly<Record<string, string | null>>;

async function walk(path: string, sort: string, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await admin.get(path).query({ sort, limit, cursor }).expect(200);
    rows.push(...body.data);
    cursor = body.nextCursor ?? undefined;
  } while (cursor);
  return rows;
}

const collator = new Intl.Collator('und', { numeric: true });

describe('a list by name', () => {
  const lists = [
    ['/v1/facilities', 'name'],
    ['/v1/equipment', 'name'],
    ['/v1/equipment', 'equipmentNumber'],
    ['buildings', 'name'],
    ['/v1/teams', 'name'],
    ['/v1/users', 'lastName'],
    ['/v1/users', 'email'],
    ['/v1/maintenance-schedules', 'scheduleName'],
  ] as const;

  it.each(lists)('of %s, by %s, is in the order of people, and its pages are too', async (list, sort) => {
    const path = list === 'buildings' ? `/v1/facilities/${facilityId}/buildings` : list;
    const whole = await walk(path, sort, 100);
    const texts = whole.map((row) => row[sort] ?? '');
    expect(texts.length).toBeGreaterThanOrEqual(names.length);
    expect(texts.map((text, index) => collator.compare(texts[index - 1] ?? '', text) <= 0)).toEqual(
      texts.map(() => true),
    );
    const ids = whole.map(({ id }) => id);
    for (const limit of [1, 3]) expect((await walk(path, sort, limit)).map(({ id }) => id)).toEqual(ids);
    for (const limit of [1, 5, 100])
      expect((await walk(path, `-${sort}`, limit)).map(({ id }) => id).reverse()).toEqual(ids);
  });

  it('reads as people expect', async () => {
    const texts = (await walk('/v1/teams', 'name', 100)).map(({ name }) => name!);
    expect(texts.filter((name, index) => inOrder.includes(name) && texts.indexOf(name) === index)).toEqual(inOrder);
  });
});
