import { MeController, startFixture, type FixtureOptions } from '../../../test/support/http-fixture.js';

interface Served {
  readonly servers: readonly { readonly url: string }[];
}

describe('the server that the document names', () => {
  const serverOf = async (
    config: FixtureOptions['config'],
    headers: Record<string, string>,
    path = '/openapi.json',
  ) => {
    const { app } = await startFixture({ controllers: [MeController], config: config! });
    const answer = await app.getHttpAdapter().getInstance().inject({ path, headers });
    await app.close();
    return path.endsWith('.json') ? answer.json<Served>().servers[0]!.url : answer.body;
  };
  const forwarded = { host: 'fp.internal:3000', 'x-forwarded-host': 'fp.example', 'x-forwarded-proto': 'https' };

  it('is the configured one, whatever the request says', async () => {
    const publicUrl = 'https://api.fp.example';
    for (const trustedProxies of [[], ['loopback']])
      expect(await serverOf({ publicUrl, trustedProxies }, forwarded)).toBe(publicUrl);
  });

  it('is else the one that was reached, by the word of trusted proxies alone', async () => {
    expect(await serverOf({}, { host: 'FP.example:8080' })).toBe('http://fp.example:8080');
    expect(await serverOf({}, { host: '[::1]:3000' }, '/admin/openapi.json')).toBe('http://[::1]:3000');
    expect(await serverOf({}, forwarded)).toBe('http://fp.internal:3000');
    expect(await serverOf({ trustedProxies: ['loopback'] }, forwarded)).toBe('https://fp.example');
    expect(await serverOf({}, { host: 'fp.example' }, '/openapi.yaml')).toContain('url: "http://fp.example"');
  });

  it.each(['a"b', '<script>', 'a b', 'host/path', 'user@host', 'a:99999999', '..', 'ä.example'])(
    'is this server for what is no address: %s',
    async (host) => expect(await serverOf({ trustedProxies: ['loopback'] }, { 'x-forwarded-host': host })).toBe('/'),
  );

  it('is told to each reader for its own address, though answers are kept', async () => {
    const { app } = await startFixture({ controllers: [MeController] });
    const fastify = app.getHttpAdapter().getInstance();
    const ask = (host: string) => fastify.inject({ path: '/openapi.json', headers: { host } });
    for (let n = 0; n < 20; n += 1)
      for (const host of ['fp.example', `fp-${n}.example`])
        expect((await ask(host)).json<Served>().servers[0]!.url).toBe(`http://${host}`);
    const tags = [await ask('a.example'), await ask('b.example')].map(({ headers }) => headers['etag']);
    expect(tags[0]).not.toBe(tags[1]);
    await app.close();
  });
});
