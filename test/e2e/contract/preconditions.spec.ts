import { createTestApp, provisionTestTenant, type HttpClient, type TestApp } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aUser } from '../../builders/identity/user.builder.js';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';

let testApp: TestApp;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  admin = await (await provisionTestTenant(testApp)).as('admin');
});

type Examples = Readonly<Record<string, { readonly value: string }>>;

interface Made {
  readonly path: string;
  readonly etag: string;
}

async function make(path: string, body: object): Promise<Made & { readonly id: string }> {
  const { body: made, headers } = await admin.post(path).send(body).expect(201);
  return { path: `${path}/${made.id}`, etag: headers['etag']!, id: made.id };
}

/** One change for each way of versioning. */
const changes: Record<string, () => Promise<(ifMatch: string) => ReturnType<HttpClient['post']>>> = {
  'PATCH of a facility': async () => {
    const { path } = await make('/v1/facilities', aFacility());
    return (ifMatch) => admin.patch(path).set('If-Match', ifMatch).send({ name: 'Other' });
  },
  'DELETE of a facility': async () => {
    const { path } = await make('/v1/facilities', aFacility());
    return (ifMatch) => admin.delete(path).set('If-Match', ifMatch);
  },
  'a transition of a work order': async () => {
    const { id: facilityId } = await make('/v1/facilities', aFacility());
    const { path } = await make('/v1/work-orders', { ...aWorkOrder(), facilityId });
    return (ifMatch) => admin.post(`${path}/cancel`).set('If-Match', ifMatch).send({ reason: 'Not needed' });
  },
  'PATCH of a user': async () => {
    const { path } = await make('/v1/users', aUser());
    return (ifMatch) => admin.patch(path).set('If-Match', ifMatch).send({ phone: '1' });
  },
  'PUT of the rights of a user': async () => {
    const { path } = await make('/v1/users', aUser());
    return (ifMatch) =>
      admin
        .put(`${path}/permissions`)
        .set('If-Match', ifMatch)
        .send({ granted: ['users:read'] });
  },
};

describe.each(Object.keys(changes))('If-Match of %s', (name) => {
  it.each(['"7-abc", "1"', '"1","9"', '"gone", W/"4-x" , "1-Zk1vTqf0c2Bd"', ', "1",'])(
    'takes a list of which one matches: %s',
    async (ifMatch) => {
      const change = await changes[name]!();
      expect([200, 204]).toContain((await change(ifMatch)).status);
    },
  );

  it('refuses a list of which none does, weak tags, and whatever names no version', async () => {
    const change = await changes[name]!();
    for (const none of ['"2", "9-x"', 'W/"1"', 'W/"1", "2"', '"1', '1, 2', '"x"'])
      expect([none, (await change(none)).status]).toEqual([none, 412]);
    for (const unseen of ['*', ' * ', ' ']) expect([unseen, (await change(unseen)).status]).toEqual([unseen, 428]);
    expect([200, 204]).toContain((await change('"1"')).status);
  });
});

describe('If-Match that names no version of ours', () => {
  it.each([
    ['3', /with its quotes/],
    ['"x"', /no ETag of ours/],
    ['W/"1"', /without W\//],
    ['"x", W/"1"', /without W\//],
    ['1, "x"', /with its quotes/],
  ])('is answered with what is wrong: %s', async (ifMatch, detail) => {
    const { path } = await make('/v1/facilities', aFacility());
    const { status, body } = await admin.delete(path).set('If-Match', ifMatch);
    expect([status, body]).toEqual([412, expect.objectContaining({ code: 'resource.stale' })]);
    expect(body.detail).toMatch(detail);
  });

  it.each(['"x"', 'W/"1"', '"99"'])('is judged after what is wrong without it: %s', async (ifMatch) => {
    const { path } = await make('/v1/facilities', aFacility());
    const status = async (sent: ReturnType<HttpClient['post']>) => (await sent.set('If-Match', ifMatch)).status;
    const nowhere = '/v1/facilities/01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
    expect(await status(admin.delete('/v1/facilities/3'))).toBe(404);
    expect(await status(admin.delete(nowhere))).toBe(404);
    expect(await status(admin.post(`${nowhere}/deactivate`))).toBe(404);
    expect(await status(admin.patch(path).send({ name: 1 }))).toBe(422);
    expect(await status(admin.patch(path))).toBe(422);
    expect(await status(admin.put('/v1/users/3/permissions').send({ granted: [] }))).toBe(404);
    expect(await status(admin.post('/v1/work-orders/3/cancel').send({}))).toBe(422);
  });
});

it('a change without a body is refused, an empty one changes nothing', async () => {
  const { path, etag } = await make('/v1/facilities', aFacility());
  const missing = await admin.patch(path).set('If-Match', etag);
  expect([missing.status, missing.body.errors]).toEqual([
    422,
    [expect.objectContaining({ pointer: '', code: 'field.required' })],
  ]);
  await admin.patch(path).set('If-Match', etag).send({}).expect(200);
});

it('If-Match takes each form that the document shows', async () => {
  const { body } = await testApp.anonymous.get('/openapi.json').expect(200);
  const parameters = body.paths['/v1/facilities/{id}'].patch.parameters as { name: string; examples: Examples }[];
  const { examples } = parameters.find(({ name }) => name === 'If-Match')!;
  expect(Object.keys(examples)).toEqual(['tag', 'version', 'list']);
  for (const { value } of Object.values(examples)) {
    const { path, etag } = await make('/v1/facilities', aFacility());
    const seen = value.replace('"3-Zk1vTqf0c2Bd"', etag).replace('"3"', '"1"');
    await admin.patch(path).set('If-Match', seen).send({ name: 'Other' }).expect(200);
  }
});

describe('If-None-Match', () => {
  it('of a read takes a list, weak tags and *', async () => {
    const { path, etag } = await make('/v1/facilities', aFacility());
    for (const seen of [etag, `W/${etag}`, `"a,b", ${etag}`, '*'])
      await admin.get(path).set('If-None-Match', seen).expect(304);
    for (const other of ['"1"', etag.slice(1, -1), `"x${etag.slice(1)}`])
      await admin.get(path).set('If-None-Match', other).expect(200);
  });
});
