import { createTestApp, type TestApp } from '#libs/testing';
import { aSignUp } from '../../builders/identity/sign-up.builder.js';

let testApp: TestApp;
let second: TestApp;

const limits = {
  TRUSTED_PROXIES: 'loopback',
  SIGN_UP_LIMIT_NETWORK: '4/3600',
  SIGN_UP_LIMIT_MAILBOX: '1/3600',
  SIGN_UP_LIMIT_DOMAIN: '2/3600',
  SIGN_UP_LIMIT_FREE_MAIL: '3/3600',
  SIGN_UP_LIMIT_DISPOSABLE: '1/3600',
};

beforeAll(async () => {
  testApp = await createTestApp({ environment: limits });
  second = await createTestApp({ environment: limits, database: testApp.database });
});
beforeEach(() => testApp.database.query('delete from sign_up_counts'));

let networks = 0;
const anyNetwork = (): string => `198.51.100.${(networks += 1)}`;

const post = (email: string, ip = anyNetwork(), more: object = {}, app = testApp) =>
  app.anonymous
    .post('/v1/signup')
    .set('X-Forwarded-For', ip)
    .send(aSignUp({ email, ...more }));

async function statuses(emails: readonly string[], ip?: string): Promise<number[]> {
  const seen: number[] = [];
  for (const email of emails) seen.push((await post(email, ip)).status);
  return seen;
}

const numbered = (count: number, email: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => email(index));

describe('sign-ups of one company', () => {
  it('are limited by its domain, whatever stands below it and wherever they come from', async () => {
    const seen = await statuses(['a@acme-lifts.com', 'b@mail.acme-lifts.com', 'c@x.y.acme-lifts.com']);
    expect(seen).toEqual([201, 201, 429]);
    expect((await post('d@other-lifts.com')).status).toBe(201);
  });

  it('say how long to wait, and not what is counted', async () => {
    await statuses(['a@acme-lifts.com', 'b@acme-lifts.com', 'ada+1@other-lifts.com']);
    const ofDomain = await post('c@acme-lifts.com');
    const ofMailbox = await post('ada@other-lifts.com');
    expect(ofDomain.body).toMatchObject({ status: 429, code: 'sign_up.too_many' });
    expect(Number(ofDomain.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(ofMailbox.status).toBe(429);
    expect(ofMailbox.body.detail).toBe(ofDomain.body.detail);
    expect(JSON.stringify(ofDomain.body)).not.toContain('acme');
  });

  it('count those alone that open an account', async () => {
    const { slug } = aSignUp();
    await post('first@taken.example', anyNetwork(), { slug }).expect(201);
    for (const n of '1234') await post(`${n}@acme-lifts.com`, anyNetwork(), { slug }).expect(409);
    for (const n of '1234') await post(`${n}@acme-lifts.com`, anyNetwork(), { password: 'password1!' }).expect(422);
    expect((await post('ada@acme-lifts.com')).status).toBe(201);
  });
});

describe('free mail', () => {
  it('has more room than a company', async () => {
    expect(await statuses(numbered(4, (n) => `person${n}@gmail.com`))).toEqual([201, 201, 201, 429]);
  });

  it('does not give one person many accounts by other spellings of one mailbox', async () => {
    expect(await statuses(['ada.b@gmail.com', 'a.dab+1@googlemail.com', 'ADAB+2@gmail.com'])).toEqual([201, 429, 429]);
  });
});

describe('bursts of disposable addresses', () => {
  it('are refused together, under whatever domain and from whatever network', async () => {
    expect(await statuses(['a@mailinator.com', 'b@yopmail.com', 'c@x.mailinator.com'])).toEqual([201, 429, 429]);
  });

  it('are refused where the domain is not known as such, by its limit', async () => {
    expect(await statuses(numbered(4, (n) => `${n}@s${n}.throw-away-tomorrow.com`))).toEqual([201, 201, 429, 429]);
  });
});

describe('one network', () => {
  /** Attempts for one slug, so that only the first opens an account. */
  const attempts = async (addresses: readonly string[]): Promise<number[]> => {
    const { slug } = aSignUp();
    const seen: number[] = [];
    for (const [n, ip] of addresses.entries())
      seen.push((await post(`a@company-${n}.com`, ip, { slug }, n % 2 ? second : testApp)).status);
    return seen;
  };

  it('has so many attempts, successful or not, over all processes', async () => {
    const ip = anyNetwork();
    expect(await attempts([ip, ip, ip, ip, ip])).toEqual([201, 409, 409, 409, 429]);
    expect((await post('a@elsewhere-lifts.com')).status).toBe(201);
  });

  it('is an IPv6 network, not one of its addresses', async () => {
    expect(await attempts(numbered(5, (n) => `2001:db8:1:2::${n + 1}`))).toEqual([201, 409, 409, 409, 429]);
  });

  it('counts a hundred at once as a hundred', async () => {
    const ip = anyNetwork();
    const { slug } = aSignUp();
    const emails = numbered(100, (n) => `a@company-${n}.com`);
    const answers = await Promise.all(emails.map((email, n) => post(email, ip, { slug }, n % 2 ? second : testApp)));
    const served = answers.filter(({ status }) => ![429, 503].includes(status)).map(({ status }) => status);
    expect(served.sort()).toEqual([201, 409, 409, 409]);
  });

  it('that is refused uses up nobody else’s room', async () => {
    const ip = anyNetwork();
    await attempts([ip, ip, ip, ip]);
    expect(
      await statuses(
        numbered(8, (n) => `${n}@victim-lifts.com`),
        ip,
      ),
    ).toEqual(Array(8).fill(429));
    expect(await statuses(['real@victim-lifts.com'])).toEqual([201]);
  });
});

describe('counts', () => {
  it('begin anew when their time is over, and are deleted then', async () => {
    await statuses(['a@acme-lifts.com', 'b@acme-lifts.com', 'c@acme-lifts.com']);
    await testApp.database.query("update sign_up_counts set expires_at = now() - interval '1 second'");
    expect(await statuses(['again@acme-lifts.com'])).toEqual([201]);
    expect(await testApp.database.query('select from sign_up_counts')).toHaveLength(3);
  });

  it('name neither people nor machines', async () => {
    await post('ada@acme-lifts.com', '198.51.100.250').expect(201);
    const rows = await testApp.database.query<{ subject: string }>('select subject from sign_up_counts');
    expect(rows.every(({ subject }) => /^[0-9a-f]{64}$/.test(subject))).toBe(true);
  });
});
