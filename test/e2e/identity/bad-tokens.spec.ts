import { createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { IdentityFacade } from '#contexts/identity';
import { createTestApp, FakeClock, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

const clock = new FakeClock(new Date());
let testApp: TestApp;
let acme: TestTenant;
let valid: string;

beforeAll(async () => {
  testApp = await createTestApp({ clock });
  acme = await provisionTestTenant(testApp);
  valid = (await acme.tokens(acme.admin)).accessToken;
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const ours = (): string => testApp.config.secrets.jwt;
const now = (): number => Math.floor(clock.now().getTime() / 1_000);

interface Forgery {
  readonly claims?: object;
  readonly header?: object;
  readonly secret?: string | Buffer;
  readonly hash?: string;
}

/** The valid token with these changes, signed again. */
function forged({ claims = {}, header = {}, secret = ours(), hash = 'sha256' }: Forgery): string {
  const [head, payload] = valid.split('.');
  const signed = `${encode({ ...decode(head!), ...header })}.${encode({ ...decode(payload!), ...claims })}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

function withoutClaim(name: string): string {
  return forged({ claims: { [name]: undefined } });
}

/** Signed by a key of their own, to be verified with the secret as if it were a public key. */
function signedWithKey(algorithm: 'RS256' | 'ES256'): string {
  const { privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [, payload] = valid.split('.');
  const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${payload}`;
  return `${signed}.${createSign('sha256').update(signed).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }, 'base64url')}`;
}

const badTokens: Readonly<Record<string, () => string>> = {
  'one letter': () => 'x',
  'dots alone': () => '..',
  'no signature': () => `${valid.split('.').slice(0, 2).join('.')}.`,
  'two parts': () => valid.split('.').slice(0, 2).join('.'),
  'four parts': () => `${valid}.x`,
  'a letter more': () => `${valid}x`,
  'a letter less': () => valid.slice(0, -2),
  'another signature': () => forged({ secret: 'somebody-else-altogether-0123456789' }),
  'signed with nothing': () => forged({ secret: '' }),
  'signed with the name of the algorithm': () => forged({ secret: 'HS256' }),
  'a payload that was changed': () => {
    const [head, , signature] = valid.split('.');
    return `${head}.${encode({ sub: randomUUID() })}.${signature}`;
  },
  'a header that was changed': () => `${encode({ alg: 'HS256' })}.${valid.split('.').slice(1).join('.')}`,
  'alg none': () => `${encode({ alg: 'none', typ: 'JWT' })}.${valid.split('.')[1]}.`,
  'alg none, signed': () => forged({ header: { alg: 'none' } }),
  'alg NONE': () => `${encode({ alg: 'NONE', typ: 'JWT' })}.${valid.split('.')[1]}.`,
  'no alg': () => forged({ header: { alg: undefined } }),
  'alg HS384': () => forged({ header: { alg: 'HS384' }, hash: 'sha384' }),
  'alg HS512': () => forged({ header: { alg: 'HS512' }, hash: 'sha512' }),
  'alg RS256': () => signedWithKey('RS256'),
  'alg ES256': () => signedWithKey('ES256'),
  'a key in the header': () =>
    forged({
      header: { jwk: { kty: 'oct', k: 'AAAA' }, kid: '../../dev/null' },
      secret: Buffer.from('AAAA', 'base64url'),
    }),
  'another audience': () => forged({ claims: { aud: 'fieldpilot:operators' } }),
  'several audiences, none of them ours': () => forged({ claims: { aud: ['a', 'b'] } }),
  'no audience': () => withoutClaim('aud'),
  'another issuer': () => forged({ claims: { iss: 'https://somewhere.example' } }),
  'no issuer': () => withoutClaim('iss'),
  'another type': () => forged({ claims: { typ: 'refresh' } }),
  'no type': () => withoutClaim('typ'),
  'expired by a second': () => forged({ claims: { exp: now() - 1 } }),
  'expired now': () => forged({ claims: { exp: now() } }),
  'no expiry': () => withoutClaim('exp'),
  'an expiry that is no number': () => forged({ claims: { exp: 'never' } }),
  'not valid yet': () => forged({ claims: { nbf: now() + 3_600 } }),
  'a session that there is not': () => forged({ claims: { sid: randomUUID() } }),
  'no session': () => withoutClaim('sid'),
  'a session that is no id': () => forged({ claims: { sid: "' or 1=1 --" } }),
  'a tenant that there is not': () => forged({ claims: { tid: randomUUID() } }),
  'no tenant': () => withoutClaim('tid'),
  'a tenant that is no id': () => forged({ claims: { tid: '../acme' } }),
  'an older version of the user': () => forged({ claims: { ver: 0 } }),
  'no version': () => withoutClaim('ver'),
  'a payload that is a list': () => `${valid.split('.')[0]}.${encode([1])}.x`,
  'a payload that is no JSON': () => `${valid.split('.')[0]}.${Buffer.from('{').toString('base64url')}.x`,
  'eight thousand letters': () => 'x'.repeat(8_000),
  'a refresh token': () => 'fprt_AZgKXnsci5aPbipk8NOxEcL6cX0m6cJbP1h1l2H0uDkFqAqQ1m0mJvB5w7x0X1yZ',
  'a device token': () => 'fpdt_kJx0S2a7m1Yc9vQeT4uWbQ0p3RZ8nHf5sLdKxGqVtA1wB6yEoCjMiUhXrNzPgDkJx0S2a7m1Yc9v',
};

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;
}

/** Compares bytes, without request id and time. */
function comparable({ status, text, headers }: Answer) {
  const { 'x-request-id': id = '', date: _date, ratelimit: _left, ...rest } = headers;
  return { status, text: text.replace(id, ''), headers: Object.entries(rest).sort() };
}

const send = (token: string) => testApp.withToken(token).get('/v1/me');

it('the token that the others are made of, signed again as it is, is accepted', async () => {
  await send(valid).expect(200);
  await send(forged({})).expect(200);
});

describe('every bad token is answered the same 401, twice', () => {
  it.each(Object.keys(badTokens))('%s', async (name) => {
    const model = comparable(await send('not-a-token'));
    expect(model).toMatchObject({ status: 401, text: expect.stringContaining('"auth.invalid_token"') });
    const token = badTokens[name]!();
    for (let times = 0; times < 2; times += 1) expect(comparable(await send(token))).toEqual(model);
  });
});

describe('every bad token is answered the same 401 at routes of operators, too', () => {
  const sendThere = (token: string) => testApp.withToken(token).get('/admin/v1/tenants');

  it.each([...Object.keys(badTokens), 'one of a user'])('%s', async (name) => {
    const model = comparable(await sendThere('not-a-token'));
    expect(model).toMatchObject({ status: 401, text: expect.stringContaining('"auth.invalid_token"') });
    expect(comparable(await sendThere(badTokens[name]?.() ?? valid))).toEqual(model);
  });
});

it('a token of an operator, of another installation or of an ended session is one of them', async () => {
  const model = comparable(await send('not-a-token'));
  const operator = { email: 'root@fieldpilot.example', password: 'an operator of the platform' };
  await acme.run(() => testApp.get(IdentityFacade).createOperator(operator));
  const ofOperator = await testApp.anonymous.post('/admin/v1/auth/login').send(operator).expect(200);
  const elsewhere = await createTestApp({ clock, database: testApp.database });
  const login = { tenant: acme.slug, ...acme.admin };
  const { tenant, email, password } = login;
  const foreign = await elsewhere.anonymous.post('/v1/auth/login').send({ tenant, email, password }).expect(200);
  await elsewhere.close();
  const ended = (await acme.tokens(acme.admin)).accessToken;
  await testApp.withToken(ended).post('/v1/auth/logout').expect(204);
  for (const token of [ofOperator.body.accessToken, foreign.body.accessToken, ended] as string[])
    expect(comparable(await send(token))).toEqual(model);
});

describe('what is no bearer token', () => {
  it.each(['', 'Bearer', 'Basic YTpi', 'Token abc', 'Bearerabc', 'Digest username="a"', 'Negotiate x'])(
    'counts as none: %j',
    async (authorization) => {
      const model = comparable(await testApp.anonymous.get('/v1/me'));
      expect(model).toMatchObject({ status: 401, text: expect.stringContaining('"auth.required"') });
      expect(comparable(await testApp.anonymous.get('/v1/me').set('Authorization', authorization))).toEqual(model);
    },
  );

  it('a blank before or behind the token makes it another one', async () => {
    for (const authorization of [
      `Bearer  ${valid}`,
      `Bearer\t${valid}`,
      `Bearer ${valid},${valid}`,
      `Bearer ${valid} x`,
    ])
      await testApp.anonymous.get('/v1/me').set('Authorization', authorization).expect(401);
  });

  it('the scheme is taken in any case', async () => {
    for (const scheme of ['bearer', 'BEARER', 'bEaReR'])
      await testApp.anonymous.get('/v1/me').set('Authorization', `${scheme} ${valid}`).expect(200);
  });
});
