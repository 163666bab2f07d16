import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, type Statement } from '#libs/database';
import { createTestApp, type TestApp } from '#libs/testing';
import { seedDemo, type DemoResult } from '../../../src/demo/index.js';

const baseUrl = 'http://localhost:3000';
const slugs = ['northlift', 'st-marien'];

let testApp: TestApp;
let dataDir: string;

const seed = (options: { scale?: number } = {}): Promise<DemoResult> =>
  seedDemo(testApp.app, { dataDir, baseUrl, ...options });

async function count(slug: string, table: string): Promise<number> {
  const schema = `tenant_${slug.replace('-', '_')}`;
  const [row] = await testApp.database.query<{ count: number }>(
    `select count(*)::int as count from ${schema}.${table}`,
  );
  return row!.count;
}

beforeEach(async () => {
  testApp = await createTestApp();
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-demo-'));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await testApp.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the demo', () => {
  it('keeps the sign-ins in a file that only its owner may read, and they work', async () => {
    const { signIns, file, filled, notices } = await seed();

    expect(filled).toEqual(slugs);
    expect(notices).toEqual([]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(signIns);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(signIns).toMatchObject({ baseUrl, operator: { email: 'operator@fieldpilot.example' } });
    for (const { slug, users } of signIns.tenants) {
      expect(new Set(users.map(({ role }) => role)).size).toBe(5);
      for (const { email, password } of users) {
        expect(password.length).toBeGreaterThanOrEqual(14);
        await testApp.anonymous.post('/v1/auth/login').send({ tenant: slug, email, password }).expect(200);
      }
    }
    await testApp.anonymous.post('/admin/v1/auth/login').send(signIns.operator!).expect(200);
  });

  it('shows each customer the facilities that are theirs', async () => {
    const { signIns } = await seed();
    const [{ users }] = signIns.tenants as [(typeof signIns.tenants)[number]];
    const visible = async (role: string): Promise<number> => {
      const { email, password } = users.find((user) => user.role === role)!;
      const login = await testApp.anonymous.post('/v1/auth/login').send({ tenant: 'northlift', email, password });
      const answer = await testApp
        .withToken(login.body.accessToken as string)
        .get('/v1/facilities')
        .expect(200);
      return answer.body.data.length as number;
    };

    expect(await visible('manager')).toBe(5);
    expect(await visible('customer')).toBe(2);
  });

  it('answers the same sign-ins at the next start and adds nothing', async () => {
    const first = await seed();
    const before = await Promise.all(slugs.map((slug) => count(slug, 'tasks')));

    const second = await seedDemo(testApp.app, { dataDir, baseUrl: 'http://localhost:4000' });

    expect(second).toEqual({ ...first, filled: [], signIns: { ...first.signIns, baseUrl: 'http://localhost:4000' } });
    expect(JSON.parse(readFileSync(second.file, 'utf8'))).toEqual(second.signIns);
    expect(await Promise.all(slugs.map((slug) => count(slug, 'tasks')))).toEqual(before);
  });

  it('makes one demo when two processes start at once', async () => {
    const [one, other] = await Promise.all([seed(), seed()]);

    expect(one.signIns).toEqual(other.signIns);
    expect(await count('northlift', 'equipment')).toBe(42);
  });

  it('is made whole by the next start when the first one died in the middle', async () => {
    const db = testApp.get(TenantDb);
    const send = db.batch.bind(db);
    jest.spyOn(db, 'batch').mockImplementation((...statements: Statement[]) => {
      return send(...statements, ...(statements.length > 5 ? [{ text: 'select 1/0', values: [] }] : []));
    });
    await expect(seed()).rejects.toThrow('division by zero');
    expect(await count('northlift', 'users')).toBe(0);
    const promised = JSON.parse(readFileSync(join(dataDir, 'demo-credentials.json'), 'utf8'));
    jest.restoreAllMocks();

    const { signIns, filled } = await seed();

    expect(filled).toEqual(slugs);
    expect(signIns).toEqual(promised);
    const [{ slug, users }] = signIns.tenants as [(typeof signIns.tenants)[number]];
    await testApp.anonymous
      .post('/v1/auth/login')
      .send({ tenant: slug, ...users[0], role: undefined })
      .expect(200);
  });

  it('says that the sign-ins are lost with their file, and makes up none', async () => {
    const { file } = await seed();
    rmSync(file);

    const { signIns, notices } = await seed();

    expect(signIns).toEqual({ baseUrl, operator: null, tenants: [] });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('northlift and st-marien and the operator are lost');
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  it('leaves a tenant alone that somebody else has made under its name', async () => {
    const firstRows = (schema: string): Statement[] => [
      { text: `insert into "${schema}".users (email, password_hash) values ('somebody@example.com', 'x')`, values: [] },
    ];
    await testApp.get(TenancyFacade).provision({ slug: 'northlift', name: 'Another Northlift', firstRows });

    const { signIns, notices } = await seed();

    expect(await count('northlift', 'facilities')).toBe(0);
    expect(signIns.tenants.map(({ slug }) => slug)).toEqual(['st-marien']);
    expect(notices).toEqual(['The demo leaves northlift alone: a tenant of that name was there already.']);
  });

  it('multiplies machines and work orders for load tests, also afterwards', async () => {
    await seed();
    const orders = await count('northlift', 'tasks');

    await seed({ scale: 3 });
    await seed({ scale: 2 });

    expect(await count('northlift', 'equipment')).toBe(3 * 42);
    expect(await count('northlift', 'tasks')).toBe(3 * orders);
    expect(await count('northlift', 'users')).toBe(14);
  });

  it('takes less than three seconds', async () => {
    const start = performance.now();
    await seed();
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
