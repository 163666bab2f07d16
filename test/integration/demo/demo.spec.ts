import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, type Statement } from '#libs/database';
import { createTestApp, type TestApp } from '#libs/testing';
import { seedDemo, type DemoResult, type DemoSignIns } from '../../../src/demo/index.js';

const baseUrl = 'http://localhost:3000';
const slugs = ['northlift', 'st-marien'];

/** An installation with a data folder of its own. */
class Installation {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-demo-'));
  readonly file = join(this.dataDir, 'demo-credentials.json');

  private constructor(readonly testApp: TestApp) {}

  /** Without background work: what is due would be generated between two counts. */
  static async start(): Promise<Installation> {
    return new Installation(await createTestApp({ environment: { ROLE: 'api' } }));
  }

  seed(options: { scale?: number; baseUrl?: string; dataDir?: string } = {}): Promise<DemoResult> {
    return seedDemo(this.testApp.app, { dataDir: this.dataDir, baseUrl, ...options });
  }

  stored(): DemoSignIns {
    return JSON.parse(readFileSync(this.file, 'utf8')) as DemoSignIns;
  }

  async count(slug: string, table: string): Promise<number> {
    const schema = `tenant_${slug.replace('-', '_')}`;
    const text = `select count(*)::int as count from ${schema}.${table}`;
    return (await this.testApp.database.query<{ count: number }>(text))[0]!.count;
  }

  async signIn({ tenants: [first] }: DemoSignIns, role: string): Promise<string> {
    const { email, password } = first!.users.find((user) => user.role === role)!;
    const body = { tenant: first!.slug, email, password };
    const answer = await this.testApp.anonymous.post('/v1/auth/login').send(body).expect(200);
    return answer.body.accessToken as string;
  }

  async close(): Promise<void> {
    await this.testApp.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

let installation: Installation;

describe('the demo once it is there', () => {
  let first: DemoResult;

  beforeAll(async () => {
    installation = await Installation.start();
    first = await installation.seed();
  });

  it('is counted for operators before anybody calls', async () => {
    const due = `select slug from tenants t join tenant_wakeups w on w.tenant_id = t.id
      where w.kind = 'usage' and w.due_at <= now() order by slug`;
    expect(await installation.testApp.database.query(due)).toEqual(slugs.map((slug) => ({ slug })));
  });

  afterAll(() => installation.close());

  it('keeps the sign-ins in a file that only its owner may read, and they work', async () => {
    const { signIns, file, filled, notices } = first;
    const { anonymous } = installation.testApp;

    expect({ file, filled, notices }).toEqual({ file: installation.file, filled: slugs, notices: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const { slug, users } of signIns.tenants) {
      expect(new Set(users.map(({ role }) => role)).size).toBe(5);
      for (const { email, password } of users) {
        expect(password.length).toBeGreaterThanOrEqual(14);
        await anonymous.post('/v1/auth/login').send({ tenant: slug, email, password }).expect(200);
      }
    }
    await anonymous.post('/admin/v1/auth/login').send(signIns.operator!).expect(200);
  });

  it('shows each customer the facilities that are theirs', async () => {
    const visibleTo = async (role: string): Promise<number> => {
      const client = installation.testApp.withToken(await installation.signIn(first.signIns, role));
      const answer = await client.get('/v1/facilities').expect(200);
      return answer.body.data.length as number;
    };

    expect(await visibleTo('manager')).toBe(5);
    expect(await visibleTo('customer')).toBe(2);
  });

  it('answers the same sign-ins at the next start and adds nothing', async () => {
    const before = await Promise.all(slugs.map((slug) => installation.count(slug, 'tasks')));

    const second = await installation.seed({ baseUrl: 'http://localhost:4000' });

    expect(second).toEqual({ ...first, filled: [], signIns: { ...first.signIns, baseUrl: 'http://localhost:4000' } });
    expect(installation.stored()).toEqual(second.signIns);
    expect(await Promise.all(slugs.map((slug) => installation.count(slug, 'tasks')))).toEqual(before);
  });

  it('reports that the sign-ins are lost when their file is missing, and creates none', async () => {
    const dataDir = join(installation.dataDir, 'another');

    const { signIns, file, notices } = await installation.seed({ dataDir });

    expect(signIns).toEqual({ baseUrl, operator: null, tenants: [] });
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('northlift and st-marien and the operator are lost');
    expect(() => statSync(file)).toThrow('ENOENT');
  });
});

describe('the demo that comes to be', () => {
  beforeEach(async () => {
    installation = await Installation.start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await installation.close();
  });

  it('is one, also when two processes start at once', async () => {
    const [one, other] = await Promise.all([installation.seed(), installation.seed()]);

    expect(one.signIns).toEqual(other.signIns);
    expect(installation.stored()).toEqual(one.signIns);
    expect(await installation.count('northlift', 'equipment')).toBe(42);
  });

  it('is made whole by the next start when the first one died in the middle', async () => {
    const db = installation.testApp.get(TenantDb);
    const send = db.batch.bind(db);
    const fault = { text: 'select 1/0', values: [], writes: false };
    jest
      .spyOn(db, 'batch')
      .mockImplementation((...statements: Statement[]) =>
        send(...statements, ...(statements.length > 5 ? [fault] : [])),
      );
    await expect(installation.seed()).rejects.toThrow('division by zero');
    const left = [await installation.count('northlift', 'users'), await installation.count('northlift', 'tasks')];
    expect(() => installation.stored()).toThrow('ENOENT');
    const promised = JSON.parse(readFileSync(`${installation.file}.unfinished`, 'utf8')) as DemoSignIns;
    jest.restoreAllMocks();

    const { signIns, filled } = await installation.seed();

    expect(left).toEqual([0, 0]);
    expect(filled).toEqual(slugs);
    expect(signIns).toEqual(promised);
    expect(installation.stored()).toEqual(promised);
    expect(readdirSync(installation.dataDir)).toEqual(['demo-credentials.json']);
    await expect(installation.signIn(signIns, 'technician')).resolves.toBeTruthy();
  });

  it('leaves a tenant alone that somebody else has made under its name', async () => {
    const firstRows = [{ table: 'users', values: { email: 'somebody@example.com', password_hash: 'x' } }];
    const tenancy = installation.testApp.get(TenancyFacade);
    await tenancy.provision({ slug: 'northlift', name: 'Another Northlift', firstRows });

    const { signIns, filled, notices } = await installation.seed();

    expect(await installation.count('northlift', 'facilities')).toBe(0);
    expect(filled).toEqual(['st-marien']);
    expect(signIns.tenants.map(({ slug }) => slug)).toEqual(['st-marien']);
    expect(notices).toEqual(['The demo leaves northlift alone: a tenant of that name was there already.']);
  });

  it('has machines and work orders many times over for load tests, also when they are wanted later', async () => {
    await installation.seed();
    const orders = await installation.count('northlift', 'tasks');

    await installation.seed({ scale: 3 });
    await installation.seed({ scale: 2 });

    expect(await installation.count('northlift', 'equipment')).toBe(3 * 42);
    expect(await installation.count('northlift', 'tasks')).toBe(3 * orders);
    expect(await installation.count('northlift', 'users')).toBe(14);
    const used = `select used::int from tenant_northlift.usage_counters where name = 'equipment'`;
    expect(await installation.testApp.database.query(used)).toEqual([{ used: 3 * 41 }]);
  });
});
