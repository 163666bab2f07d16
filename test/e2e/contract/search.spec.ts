import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aPart } from '../../builders/inventory/part.builder.js';
import { aUser } from '../../builders/identity/user.builder.js';
import { aServiceRequest } from '../../builders/work-orders/service-request.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import { runs } from '../../support/sampling.js';

jest.setTimeout(240_000);

let testApp: TestApp;
let tenant: TestTenant;
let admin: HttpClient;
let facilityId: string;
let equipmentId: string;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  tenant = await provisionTestTenant(testApp);
  admin = await tenant.as('admin');
  await testApp.database.query(`update ${tenant.ref.schema}.entitlements set limit_value = null`);
  facilityId = await added('/v1/facilities', aFacility());
  equipmentId = await added('/v1/equipment', { facilityId, ...aMachine() });
});

const added = async (path: string, body: object): Promise<string> =>
  (await admin.post(path).send(body).expect(201)).body.id;

const found = async (path: string, q: string): Promise<string[]> => {
  const { body } = await admin.get(path).query({ q, limit: 100, sort: '-createdAt' }).expect(200);
  return (body.data as { id: string }[]).map(({ id }) => id);
};

/** Every list with a search: how a row of it is made, and the fields that are searched. */
const searched: Record<string, { body: () => object; fields: Record<string, number> }> = {
  '/v1/facilities': {
    body: () => aFacility(),
    fields: { name: 255, facilityCode: 50, addressLine1: 255, city: 100, state: 100, zipCode: 20 },
  },
  '/v1/equipment': {
    body: () => ({ facilityId, ...aMachine() }),
    fields: {
      name: 255,
      description: 2_000,
      equipmentNumber: 100,
      serialNumber: 255,
      registrationNumber: 255,
      qrCode: 255,
      manufacturer: 255,
      model: 255,
    },
  },
  '/v1/parts': {
    body: () => aPart(),
    fields: { name: 255, description: 2_000, partNumber: 100, manufacturer: 255, model: 255 },
  },
  '/v1/suppliers': { body: () => ({ name: `Supplier ${randomUUID()}` }), fields: { name: 255, contact: 255 } },
  '/v1/work-orders': {
    body: () => ({ equipmentId, ...aWorkOrder() }),
    fields: { title: 255, description: 2_000 },
  },
  '/v1/service-requests': {
    body: () => ({ equipmentId, ...aServiceRequest() }),
    fields: { title: 255, description: 2_000 },
  },
  '/v1/maintenance-schedules': {
    body: () => ({ equipmentId, scheduleName: 'Oil', frequencyType: 'monthly', firstOccurrenceAt: '2031-01-15T09:00' }),
    fields: { scheduleName: 255, description: 2_000 },
  },
  '/v1/users': { body: () => aUser(), fields: { firstName: 100, lastName: 100, employeeId: 50 } },
  '/v1/teams': { body: () => ({ name: 'Lifts' }), fields: { name: 255 } },
};
const fields = Object.entries(searched).flatMap(([path, of]) =>
  Object.entries(of.fields).map(([field, length]) => [path, field, length] as const),
);

const known = [
  'SN-4711',
  'AB-12',
  '24.5',
  'v1.2.3',
  '10.0.0.7',
  'Roof/Chiller-2',
  'Kältemaschine',
  'O’Brien',
  'R&D',
  '+5',
  '1,5',
];
const segment = fc.stringMatching(/^[A-Za-z0-9äÖß]{1,5}$/);
const code = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.constantFrom('-', '/', '.', '_', '#'))
  .map(([segments, separator]) => `Q${segments.join(separator)}`);
const word = fc.oneof(fc.constantFrom(...known), code);
const mark = fc.constantFrom('', '', '', ',', ':', '.', ')', '!', '?');

let count = 0;
const unique = () => `n${(count += 1)}`;

/** As many as the field takes. */
const textOf = (words: readonly (readonly [string, string])[], length: number): string[] => {
  const taken: string[] = [];
  for (const [each, behind] of words)
    if ([...taken, each + behind].join(' ').length <= length) taken.push(each + behind);
  return taken;
};

describe('q', () => {
  it('has every list with a search in this spec', async () => {
    const { body: document } = await testApp.anonymous.get('/openapi.json').expect(200);
    const paths = Object.entries<{ get?: { parameters?: { name: string }[] } }>(document.paths);
    // an export has the conditions of its list
    const lists = paths.filter(([path]) => !path.endsWith('/export'));
    const taking = lists.filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'q'));
    expect(taking.map(([path]) => path).sort()).toEqual(Object.keys(searched).sort());
  });

  it.each(fields)('of %s finds each word of its field %s', async (path, field, length) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, mark), { minLength: 4, maxLength: 8 }), async (words) => {
        const taken = textOf(words, length - 8);
        const id = await added(path, { ...searched[path]!.body(), [field]: `${unique()} ${taken.join(' ')}` });
        for (const each of taken) {
          const bare = each.replace(/[,:.)!?]$/, '');
          expect([bare, (await found(path, bare)).includes(id)]).toEqual([bare, true]);
        }
      }),
      { numRuns: runs(5) },
    );
  });

  it.each(Object.keys(searched))('of %s answers whatever is typed', async (path) => {
    const operators = fc.array(
      fc.constantFrom('-', '!', '&', '|', '(', ')', '<->', ':*', '"', "'", '\\', ' ', 'or', 'a', '%', '_', '*', '?'),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    const text = fc.oneof(
      operators.map((signs) => signs.join('')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    );
    for (const q of [
      '-'.repeat(33),
      '-'.repeat(200),
      '!'.repeat(200),
      '('.repeat(200),
      '"'.repeat(199),
      ':*',
      "'",
      '\\',
      '<->'.repeat(60),
    ])
      await admin.get(path).query({ q, include: 'total' }).expect(200);
    await fc.assert(
      fc.asyncProperty(text, async (q) => {
        const { status } = await admin.get(path).query({ q });
        // control characters and empty texts are refused as such
        expect([200, 400]).toContain(status);
      }),
      { numRuns: runs(20) },
    );
  });

  it.each([
    ['several words of different fields', 'Inspect the Otis QX-77', true],
    ['a number of a code in a description', '4711', true],
    ['a code with another separator', 'SN 4711', true],
    ['words by their stems', 'inspections', true],
    ['a word written with combining marks', 'Ku\u0308hlturm', true],
    ['a word that prose is full of beside another', 'the inspection', true],
    ['what stands nowhere', 'Otis QX-78', false],
    ['a phrase', '"see SN-4711" Otis', true],
    ['no phrase whose words stand apart', '"see inspected"', false],
    ['a phrase in the words of a name', '"QX 77"', true],
    ['one of two alternatives', 'Kone or the Kühlturm', true],
    ['none of two alternatives', 'Kone OR QX-78', false],
    ['no row with an excluded word', 'Kühlturm -otis', false],
    ['no row with an excluded code', 'Kühlturm -SN-4711', false],
    ['a row without the excluded one', 'Kühlturm -Kone -4712 -"see 4711 inspected"', true],
    ['a number with a minus', '-40', true],
  ])('finds %s', async (_what, q, isFound) => {
    const said = {
      equipmentNumber: 'QX-77',
      name: 'Kühlturm',
      manufacturer: 'Otis',
      description: 'Inspected, see SN-4711. Down to -40 °C.',
    };
    const { body } = await admin.get('/v1/equipment').query({ q: 'QX-77' });
    const id = body.data[0]?.id ?? (await added('/v1/equipment', { facilityId, ...aMachine(), ...said }));
    expect((await found('/v1/equipment', q)).includes(id)).toBe(isFound);
  });
});
