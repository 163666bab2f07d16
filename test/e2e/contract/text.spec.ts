import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aUser } from '../../builders/identity/user.builder.js';

let testApp: TestApp;
let tenant: TestTenant;
let admin: HttpClient;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  tenant = await provisionTestTenant(testApp);
  admin = await tenant.as('admin');
  await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
  facilityId = (await admin.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
});

const machine = (body: object) => admin.post('/v1/equipment').send({ facilityId, ...aMachine(), ...body });

describe('numbers and codes that only differ in case, width or invisible characters', () => {
  const fields = [
    ['/v1/facilities', () => aFacility(), 'facilityCode', 'facility.code_taken'],
    ['/v1/equipment', () => ({ facilityId, ...aMachine() }), 'equipmentNumber', 'equipment.number_taken'],
    ['/v1/equipment', () => ({ facilityId, ...aMachine() }), 'qrCode', 'equipment.qr_code_taken'],
    ['/v1/users', () => aUser(), 'employeeId', 'user.employee_id_taken'],
  ] as const;
  const variants = ['E-1', 'e-1', 'E-1\u200b', '\ufeffE-1', 'E\u00ad-1', 'E\u2060-1', 'e\u200d-1', 'Ｅ-１'];

  it.each(fields)('are one: %s by %#', async (path, body, field, code) => {
    const { body: first } = await admin
      .post(path)
      .send({ ...body(), [field]: 'E-1' })
      .expect(201);
    for (const variant of variants) {
      const { body: problem } = await admin
        .post(path)
        .send({ ...body(), [field]: variant })
        .expect(409);
      expect(problem).toMatchObject({ code, existingId: first.id, errors: [{ pointer: `/${field}` }] });
    }
    const { body: other } = await admin
      .post(path)
      .send({ ...body(), [field]: 'É-1' })
      .expect(201);
    const change = (id: string, version: number, value: string) =>
      admin
        .patch(`${path}/${id}`)
        .set('If-Match', `"${version}"`)
        .send({ [field]: value });
    expect((await change(other.id, other.version, 'e-1').expect(409)).body.existingId).toBe(first.id);
    expect((await change(first.id, first.version, 'e-1').expect(200)).body[field]).toBe('e-1');
  });

  it('are one for e-mail addresses', async () => {
    const { body: first } = await admin
      .post('/v1/users')
      .send({ ...aUser(), email: 'Ada@example.com' })
      .expect(201);
    const { body: again } = await admin
      .post('/v1/users')
      .send({ ...aUser(), email: 'aDA@Example.com' })
      .expect(409);
    expect(again.existingId).toBe(first.id);
    await admin
      .post('/v1/users')
      .send({ ...aUser(), email: 'ada\u200b@example.com' })
      .expect(422);
  });

  it('are one within a bulk of new machines', async () => {
    const items = ['B-1', 'b-1', 'B-1\u200b'].map((equipmentNumber) => ({
      facilityId,
      ...aMachine({ equipmentNumber }),
    }));
    const { body } = await admin.post('/v1/equipment/bulk').send({ items }).expect(207);
    expect(body.items.map(({ status }: { status: number }) => status)).toEqual([201, 409, 409]);
  });

  it('are one when they come at the same moment', async () => {
    const numbers = ['race-7', 'RACE-7', 'Race-7', 'race-7\u200b'];
    const answers = await Promise.all(numbers.map((equipmentNumber) => machine({ equipmentNumber })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('filters by text', () => {
  it.each([
    [
      '/v1/equipment',
      'manufacturer',
      'manufacturer',
      'Thyssen Krüpp',
      ['thyssen krüpp', 'THYSSEN KRÜPP', 'Thyssen Kru\u0308pp'],
    ],
    ['/v1/equipment', 'equipmentType', 'type', 'Goods_Lift', ['goods_lift', 'GOODS_LIFT']],
    ['/v1/equipment', 'category', 'category', 'Vertical', ['vertical']],
    ['/v1/facilities', 'facilityType', 'type', 'Office', ['office', 'OFFICE']],
    ['/v1/facilities', 'city', 'city', 'Köln', ['köln', 'KÖLN', 'Ko\u0308ln']],
  ])('of %s find %s in any case', async (path, field, parameter, value, variants) => {
    const body = path === '/v1/equipment' ? { facilityId, ...aMachine() } : aFacility();
    const { body: row } = await admin
      .post(path)
      .send({ ...body, [field]: value })
      .expect(201);
    for (const variant of [value, ...variants]) {
      const { body: page } = await admin
        .get(path)
        .query({ [parameter]: variant, limit: 100 })
        .expect(200);
      expect([variant, page.data.map(({ id }: { id: string }) => id)]).toEqual([variant, [row.id]]);
    }
    const other = `${value}x`;
    expect(
      (
        await admin
          .get(path)
          .query({ [parameter]: other })
          .expect(200)
      ).body.data,
    ).toEqual([]);
  });
});

describe('text', () => {
  it('is kept composed, and one line without invisible characters', async () => {
    const { body } = await machine({
      name: ' Ku\u0308hl\u200bturm\ufeff ',
      description: 'Ko\u0308ln\n\u{1F468}\u200d\u{1F527}',
      notes: 'a\u200bb',
    });
    expect(body).toMatchObject({ name: 'Kühlturm', description: 'Köln\n\u{1F468}\u200d\u{1F527}', notes: 'a\u200bb' });
  });

  it('that is invisible as a whole is empty', async () => {
    const { body } = await machine({ name: '\u200b\u2060' }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/name', code: 'field.too_short' }]);
  });
});

describe('money', () => {
  it.each(['purchaseCost', 'annualMaintenanceCost'])(
    'of a currency without decimals takes none as %s',
    async (field) => {
      for (const currency of ['JPY', 'KRW', 'CLP', 'XOF', 'ISK', 'VND']) {
        const { body } = await machine({ [field]: { amount: '1200.50', currency } }).expect(422);
        expect(body.errors).toMatchObject([{ pointer: `/${field}/amount`, code: 'field.too_precise' }]);
      }
      const { body } = await machine({ [field]: { amount: '1200', currency: 'JPY' } }).expect(201);
      expect(body[field]).toEqual({ amount: '1200.00', currency: 'JPY' });
      const change = (cost: object) =>
        admin
          .patch(`/v1/equipment/${body.id}`)
          .set('If-Match', `"${body.version}"`)
          .send({ [field]: cost });
      await change({ amount: '0.01', currency: 'JPY' }).expect(422);
      await change(body[field]).expect(200);
      await machine({ [field]: { amount: '0.25', currency: 'KWD' } }).expect(201);
      await machine({ [field]: { amount: '7.51', currency: 'HUF' } }).expect(201);
    },
  );

  it('is held to it in a bulk too', async () => {
    const purchaseCost = { amount: '0.50', currency: 'JPY' };
    const { body } = await admin
      .post('/v1/equipment/bulk')
      .send({ items: [{ facilityId, ...aMachine(), purchaseCost }] });
    expect(body.items[0].problem.errors).toMatchObject([
      { pointer: '/purchaseCost/amount', code: 'field.too_precise' },
    ]);
  });
});
