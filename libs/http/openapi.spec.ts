import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import request from 'supertest';
import { JobsController, LiftsController, MeController, startFixture } from '../../test/support/http-fixture.js';
import { describeApi, openApiDocuments, productVersion, toYaml } from './index.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as any consumer reads it
type Document = any;

describe('the OpenAPI document', () => {
  let app: NestFastifyApplication;
  let document: Document;
  let admin: Document;
  const get = (path: string) => request(app.getHttpServer()).get(path);

  beforeAll(async () => {
    ({ app } = await startFixture());
    document = (await get('/openapi.json')).body;
    admin = (await get('/admin/openapi.json')).body;
  });
  afterAll(() => app.close());

  it('is 3.1, without the keyword that 3.1 dropped', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(document)).not.toContain('"nullable"');
    const { notes, contact, price } = document.components.schemas.CreateLiftDto.properties;
    expect(notes.type).toEqual(['string', 'null']);
    expect(contact.anyOf ?? contact.oneOf).toContainEqual({ type: 'null' });
    expect(JSON.stringify(price)).toContain('#/components/schemas/Money');
  });

  it('keeps tenants and operators in documents of their own', () => {
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/lifts', '/v1/lifts/{id}', '/v1/me']));
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/v1/'))).toEqual([]);
    expect(Object.keys(admin.paths)).toEqual(['/admin/v1/jobs']);
    expect(Object.keys(admin.components.schemas).sort()).toEqual([
      'ContactDto',
      'ContactPage',
      'FieldError',
      'FieldErrorCode',
      'OperatorReason',
      'Problem',
      'ProblemCode',
    ]);
  });

  it('names operations after their handlers and says who may call them', () => {
    const { get: list, post: create } = document.paths['/v1/lifts'];
    expect(list).toMatchObject({
      operationId: 'listLifts',
      tags: ['Lifts'],
      security: [{ bearer: [] }],
      'x-permission': 'lifts:read',
    });
    expect(create.operationId).toBe('createLift');
    expect(document.paths['/v1/auth/login'].post.security).toEqual([]);
    expect(document.tags).toContainEqual({ name: 'Lifts', description: 'Lifts of the fixture.' });
    const { get: read, post: retry } = admin.paths['/admin/v1/jobs'];
    expect(read.security).toEqual([{ operatorBearer: [] }]);
    expect(retry).toMatchObject({ security: [{ operatorBearer: [] }], 'x-permission': 'jobs:retry' });
    expect(retry.description).toMatch(/Needs the permission `jobs:retry`\.$/);
  });

  it('documents every refusal, those of the operation beside the usual ones', () => {
    const { post: create } = document.paths['/v1/lifts'];
    expect(Object.keys(create.responses).sort()).toEqual([
      '201',
      '400',
      '401',
      '402',
      '403',
      '406',
      '409',
      '413',
      '415',
      '422',
      '429',
      '503',
      'default',
    ]);
    expect(Object.keys(create.responses['409'].content['application/problem+json'].examples)).toEqual([
      'lift.name_taken',
    ]);
    const { patch } = document.paths['/v1/lifts/{id}'];
    expect(Object.keys(patch.responses)).toEqual(expect.arrayContaining(['200', '404', '412', '428']));
    expect(Object.keys(patch.requestBody.content)).toEqual(['application/json']);
    expect(Object.keys(document.paths['/v1/auth/login'].post.responses)).not.toContain('401');
  });

  it('writes lists of values with commas, and describes each parameter', () => {
    const { parameters } = document.paths['/v1/lifts'].get;
    const byName = Object.fromEntries(parameters.map((parameter: Document) => [parameter.name, parameter]));
    expect(byName.state).toMatchObject({ style: 'form', explode: false, required: false, schema: { type: 'array' } });
    const text = new RegExp(byName.maker.schema.items.pattern as string, 'u');
    expect(['Otis', 'Otis & Co', 'Otis, Kone', ','].map((value) => text.test(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(byName.sort.schema.$ref).toBe('#/components/schemas/LiftSort');
    expect(document.components.schemas.LiftSort).toEqual({
      type: 'string',
      enum: ['name', '-name'],
      'x-enum-varnames': ['NAME', 'NAME_DESC'],
      description: 'Order of a list; - sorts descending',
    });
    expect(byName.limit).toMatchObject({ schema: { type: 'integer', minimum: 1, default: 25 } });
    expect(parameters.every(({ description }: Document) => description.length > 0)).toBe(true);
    expect(document.paths['/v1/lifts/{id}'].get.parameters).toMatchObject([
      { name: 'id', in: 'path', schema: { format: 'uuid' } },
      { $ref: '#/components/parameters/IfNoneMatch' },
    ]);
  });

  it('documents pages, headers and answers without a body', () => {
    const { get: list, post: create } = document.paths['/v1/lifts'];
    const { get: read, delete: remove } = document.paths['/v1/lifts/{id}'];
    expect(list.responses['200'].content['application/json'].schema.$ref).toBe('#/components/schemas/LiftPage');
    expect(Object.keys(list.responses['200'].headers)).toEqual(['Link', 'RateLimit-Policy', 'RateLimit']);
    const ofCreation = ['Location', 'ETag', 'Idempotent-Replayed', 'RateLimit-Policy', 'RateLimit'];
    expect(Object.keys(create.responses['201'].headers)).toEqual(ofCreation);
    expect(Object.keys(read.responses)).toContain('304');
    expect(remove.responses['204'].content).toBeUndefined();
  });

  it('offers Idempotency-Key on every POST of somebody who is known', () => {
    const key = { $ref: '#/components/parameters/IdempotencyKey' };
    const { get: read, patch } = document.paths['/v1/lifts/{id}'];
    const { post: stop } = document.paths['/v1/lifts/{id}/stop'];
    expect(document.components.parameters.IdempotencyKey).toMatchObject({ in: 'header', name: 'Idempotency-Key' });
    expect(document.paths['/v1/lifts'].post.parameters).toContainEqual(key);
    expect(stop.parameters).toContainEqual(key);
    expect(stop.responses['409']).toEqual({ $ref: '#/components/responses/KeyedConflict' });
    expect(stop.responses['422']).toEqual({ $ref: '#/components/responses/KeyedUnprocessableEntity' });
    for (const other of [read, patch, document.paths['/v1/auth/login'].post, admin.paths['/admin/v1/jobs'].get])
      expect(other.parameters ?? []).not.toContainEqual(key);
  });

  it('tells of limits on every answer, but to operators', () => {
    const { TooManyRequests: refusal, NotFound: absent } = document.components.responses;
    expect(Object.keys(refusal.headers)).toEqual(['RateLimit-Policy', 'RateLimit', 'Retry-After']);
    expect(Object.keys(absent.headers)).toEqual(['RateLimit-Policy', 'RateLimit']);
    const refused = { $ref: '#/components/responses/TooManyRequests' };
    expect(document.paths['/v1/auth/login'].post.responses['429']).toEqual(refused);
    expect(document.paths['/v1/me'].get.responses['429']).toEqual(refused);
    expect(admin.paths['/admin/v1/jobs'].get.responses).not.toHaveProperty('429');
    expect(JSON.stringify(admin)).not.toContain('RateLimit');
  });

  it('is the same when it is made without a running application', async () => {
    const unavailable = { provide: 'database', useFactory: () => Promise.reject(new Error('no database')) };
    const controllers = [LiftsController, MeController, JobsController];
    const described = await describeApi(
      { module: class {}, controllers, providers: [unavailable] },
      { version: productVersion() },
    );
    const servers = [{ url: '/', description: 'This server' }];
    const unserved = { tenant: { ...document, servers }, admin: { ...admin, servers } };
    expect(JSON.parse(JSON.stringify(described))).toEqual(unserved);
  });

  it('refuses two handlers of one name', async () => {
    class CopiedController extends LiftsController {}
    Reflect.defineMetadata('path', 'v1/copies', CopiedController);
    const { app: copied } = await startFixture({ controllers: [LiftsController, CopiedController] });
    expect(() => openApiDocuments(copied, { version: '1.0.0' })).toThrow(/Two handlers are named/);
    await copied.close();
  });

  it('is served as YAML as well', async () => {
    const answer = await get('/openapi.yaml');
    expect(answer.headers['content-type']).toContain('application/yaml');
    expect(answer.text).toContain('openapi: "3.1.0"');
    expect(toYaml({ a: [{ b: 1, c: [] }, [2], 'x'], on: {}, 'd/e': null })).toBe(
      'a:\n  - b: 1\n    c: []\n  - - 2\n  - "x"\n"on": {}\n"d/e": null\n',
    );
  });
});

const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

describe('the pages', () => {
  let app: NestFastifyApplication;
  const get = (path: string) => request(app.getHttpServer()).get(path);

  beforeAll(async () => {
    ({ app } = await startFixture({ controllers: [MeController] }));
  });
  afterAll(() => app.close());

  const pages = ['/docs', '/admin/docs', '/reference', '/admin/reference'];
  it.each(pages)('%s loads scripts and styles of its own only', async (path) => {
    const page = await get(path);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(loaded.every((url) => /^\/(docs|reference)\//.test(url))).toBe(true);
    const assets = await Promise.all(loaded.map(get));
    expect(assets.map(({ status }) => status)).toEqual(loaded.map(() => 200));
  });

  it('serves nothing of Swagger UI but what its page needs', async () => {
    const answers = await Promise.all(
      ['package.json', '../package.json', 'index.html'].map((file) => get(`/docs/assets/${file}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(answers[0]!.headers['content-type']).toBe('application/problem+json');
  });

  it.each(['/reference/scalar.js', '/docs/assets/swagger-ui-bundle.js', '/openapi.json', '/openapi.yaml'])(
    'sends %s small, whole to whoever cannot unpack it, and not again to whoever has it',
    async (path) => {
      // fetched without superagent, which would decompress the body
      const fastify = app.getHttpAdapter().getInstance();
      const ask = (accepted: string, etag?: string) =>
        fastify.inject({ path, headers: { 'accept-encoding': accepted, ...(etag && { 'if-none-match': etag }) } });
      const whole = await ask('identity');
      const size = whole.rawPayload.length;
      for (const coding of ['br', 'gzip'] as const) {
        const packed = await ask(coding);
        expect(packed.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
        expect(packed.rawPayload.length).toBeLessThan(size / 2);
        expect(unpack[coding](packed.rawPayload).equals(whole.rawPayload)).toBe(true);
        const { etag } = packed.headers as { etag: string };
        expect((await ask(coding, etag)).statusCode).toBe(304);
        expect((await ask(coding, `"other", W/${etag}`)).statusCode).toBe(304);
        expect((await ask('identity', etag)).statusCode).toBe(200);
      }
    },
  );

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.5, gzip;q=0.8, identity', undefined],
    ['BR ; Q=1', 'br'],
    ['x-gzip', 'gzip'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip;q=0.000, br;q=many', undefined],
    ['', undefined],
    ['brotli, zip', undefined],
  ])('takes "%s" for %s', async (accepted, coding) => {
    const { headers } = await get('/openapi.json').set('Accept-Encoding', accepted);
    expect(headers['content-encoding']).toBe(coding);
  });

  it('has a strong tag of its own for each form', async () => {
    const tags = ['br', 'gzip', 'identity'].map(
      async (coding) => (await get('/openapi.json').set('Accept-Encoding', coding)).headers['etag'],
    );
    const all = await Promise.all(tags);
    expect(new Set(all).size).toBe(3);
    expect(all.every((tag) => /^"[\w-]+"$/.test(tag!))).toBe(true);
  });

  it.each(pages)('%s/ leads there', async (path) => {
    const { status, headers } = await get(`${path}/`);
    expect({ status, location: headers['location'] }).toEqual({ status: 308, location: path });
  });

  it('/ is a page for people and a summary for programs', async () => {
    const page = await get('/').set('Accept', 'text/html,*/*;q=0.8');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const links = [...page.text.matchAll(/href="([^"]+)"/g)].map(([, url]) => url!);
    const answers = await Promise.all(links.map(get));
    expect(answers.map(({ status }) => status)).toEqual(links.map(() => 200));
    expect((await get('/')).body).toMatchObject({
      name: 'FieldPilot',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });
});
