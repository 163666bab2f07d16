import request from 'supertest';
import { startFixture, user, type Fixture } from '../../../test/support/http-fixture.js';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
  await fixture.app.listen(0, '127.0.0.1');
});
afterAll(() => fixture.app.close());

const get = (path: string, accept: string) => request(fixture.app.getHttpServer()).get(path).set('Accept', accept);

it('the type of a problem leads to what it means and what to do', async () => {
  const refused = await request(fixture.app.getHttpServer())
    .post('/v1/lifts')
    .set('Authorization', user)
    .send({ name: 'taken' });
  const { type, code, status } = refused.body as { type: string; code: string; status: number };
  expect([status, type]).toEqual([409, '/problems/lift.name_taken']);
  expect((await get(type, 'application/json')).body).toEqual({
    code,
    type,
    status,
    title: 'Conflict',
    meaning: 'Another lift has this name.',
    remedy: 'Choose another name.',
  });
  const page = await get(type, 'text/html');
  expect(page.headers['content-type']).toMatch('text/html');
  expect(page.text).toContain('Choose another name.');
});

it('one page has all of them, each with an anchor, and those of fields', async () => {
  const { body } = await get('/problems', '*/*');
  const codes = [...body.problems, ...body.fields].map(({ code }: { code: string }) => code);
  expect(codes).toEqual(expect.arrayContaining(['lift.name_taken', 'resource.not_found', 'field.required']));
  const { text } = await get('/problems', 'text/html,application/xhtml+xml');
  expect(codes.filter((code) => !text.includes(`<tr id="${code}">`))).toEqual([]);
  expect(text).toContain('<code>detail</code>');
});

it.each(['/problems', '/problems/field.required', '/problems/resource.stale'])(
  '%s is public, kept for an hour and not sent twice',
  async (path) => {
    const first = await get(path, 'application/json').expect(200);
    expect(first.headers['cache-control']).toBe('public, max-age=3600');
    expect(first.headers['vary']).toBe('Accept, Accept-Encoding');
    await get(path, 'application/json').set('If-None-Match', first.headers['etag']!).expect(304);
    expect((await get(path, 'text/html')).headers['etag']).not.toBe(first.headers['etag']);
  },
);

it('a code that nobody defines has none', async () => {
  const { status, body } = await get('/problems/lift.unheard_of', 'text/html');
  expect([status, body.code]).toEqual([404, 'request.unknown_route']);
});
