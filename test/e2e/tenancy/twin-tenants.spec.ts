import { TenancyFacade } from '#contexts/tenancy';
import { runAsSystem } from '#libs/request-context';
import { createTestApp, twinTenants, type TestApp, type Twins } from '#libs/testing';

let testApp: TestApp;
let twins: Twins;

beforeAll(async () => {
  testApp = await createTestApp();
  twins = await twinTenants(testApp, async (tenant) => {
    const admin = await tenant.as('admin');
    await admin.post('/v1/facilities').send({ name: 'Tower', timezone: 'Europe/Prague' }).expect(201);
  });
});

describe('two tenants with the same rows', () => {
  it('see the same ids, each its own row', async () => {
    const [a, b] = await Promise.all([twins.a.as('admin'), twins.b.as('admin')]);
    const list = async (client: typeof a) => (await client.get('/v1/facilities').expect(200)).body.data;
    const [mine, theirs] = [await list(a), await list(b)];
    expect(theirs).toEqual(mine);
    const { id } = mine[0];
    await a.patch(`/v1/facilities/${id}`).set('If-Match', '"1"').send({ name: 'Renamed by A' }).expect(200);
    expect((await b.get(`/v1/facilities/${id}`).expect(200)).body).toMatchObject({ id, name: 'Tower', version: 1 });
  });

  it('are distinguished by the credential, and refuse a host or header that names the other', async () => {
    const a = await twins.a.as('admin');
    await a.get('/v1/me').set('X-Tenant', twins.b.slug).expect(403);
    await a.get('/v1/me').set('Host', `${twins.b.slug}.${testApp.config.baseDomain}`).expect(403);
    expect((await a.get('/v1/me').expect(200)).body.tenant).toMatchObject({ slug: twins.a.slug });
  });
});

describe('a tenant that operators suspend', () => {
  it('is closed to tokens given before, at the very next request, and open again after', async () => {
    const tenancy = testApp.get(TenancyFacade);
    const b = await twins.b.as('admin');
    await runAsSystem('test', () => tenancy.suspend(twins.b.slug, 'unpaid'));
    const refused = await b.get('/v1/me').expect(403);
    expect(refused.body).toMatchObject({ code: 'tenant.closed' });
    await (await twins.a.as('admin')).get('/v1/me').expect(200);
    await runAsSystem('test', () => tenancy.resume(twins.b.slug, 'paid'));
    await b.get('/v1/me').expect(200);
  });
});
