import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  testApp = await createTestApp();
  [acme, other] = [await provisionTestTenant(testApp), await provisionTestTenant(testApp)];
});

const ROUNDS = 220;

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

function shuffled<T>(items: T[]): T[] {
  const keyed = items.map((item): [number, T] => [Math.random(), item]);
  return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
}

/** In an order by chance each round: other load affects all attempts, and so does what the one before has left to do. */
async function medians(attempts: Record<string, () => Promise<unknown>>): Promise<Record<string, number>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    await testApp.database.query('delete from public.sign_in_failures');
    for (const [name, attempt] of shuffled(Object.entries(attempts))) {
      const start = performance.now();
      await attempt();
      if (round >= 20) (times[name] ??= []).push(performance.now() - start);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

it('a refused sign-in takes as long for unknown accounts as for known ones: medians within a tenth', async () => {
  const login = (email: string, tenant?: string, host?: string) => async () => {
    const call = testApp.anonymous.post('/v1/auth/login').send({ email, tenant, password: 'not the password' });
    await (host ? call.set('Host', host) : call).expect(401);
  };
  const found = await medians({
    wrongPassword: login(acme.admin.email, acme.slug),
    noUser: login('nobody@example.com', acme.slug),
    noTenant: login(acme.admin.email, 'no-such-tenant'),
    atHost: login(acme.admin.email, undefined, `${acme.slug}.localhost`),
    atNobodysHost: login(acme.admin.email, undefined, 'no-such-tenant.localhost'),
    anotherAtHost: login(acme.admin.email, other.slug, `${acme.slug}.localhost`),
    anotherAtNobodysHost: login(acme.admin.email, other.slug, 'no-such-tenant.localhost'),
  });
  expectAlike(found);
});

it('asking for a link takes as long whether or not there is somebody to mail it to: medians within a tenth', async () => {
  const forgot = (email: string, tenant?: string, host?: string) => async () => {
    const call = testApp.anonymous.post('/v1/auth/forgot-password').send({ email, tenant });
    await (host ? call.set('Host', host) : call).expect(204);
  };
  const inactive = await acme.addUser('employee');
  const admin = await acme.as('admin');
  await admin.post(`/v1/users/${inactive.id}/deactivate`).set('If-Match', '"1"').expect(200);
  expectAlike(
    await medians({
      user: forgot(acme.admin.email, acme.slug),
      noUser: forgot('nobody@example.com', acme.slug),
      inactive: forgot(inactive.email, acme.slug),
      noTenant: forgot(acme.admin.email, 'no-such-tenant'),
      atHost: forgot(acme.admin.email, undefined, `${acme.slug}.localhost`),
      atNobodysHost: forgot(acme.admin.email, undefined, 'no-such-tenant.localhost'),
      anotherAtHost: forgot(acme.admin.email, other.slug, `${acme.slug}.localhost`),
    }),
  );
});

function expectAlike(found: Record<string, number>): void {
  const all = Object.values(found);
  process.stdout.write(`${JSON.stringify(found)}\n`);
  expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.1);
}
