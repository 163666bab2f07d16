import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { aUser } from '../../builders/identity/user.builder.js';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp();
});

describe('the plan', () => {
  it('limits how many are active, also when they are added at the same time', async () => {
    const tenant = await provisionTestTenant(testApp);
    const limits = { users: 3, equipment: 1, storage_bytes: 1, api_calls: null };
    await tenant.run(() =>
      testApp.get(TenancyFacade).setEntitlements(tenant.ref, { planSlug: 'tiny', limits, features: [] }),
    );
    const client = await tenant.as('admin');
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.post('/v1/users').send(aUser())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 402, 402, 402, 402]);
    const refused = answers.find(({ status }) => status === 402)!;
    expect(refused.body).toMatchObject({ code: 'plan.limit_reached', limit: 'users', used: 3 });
    const { id } = answers.find(({ status }) => status === 201)!.body;
    const act = (verb: string, version: number) =>
      client.post(`/v1/users/${id}/${verb}`).set('If-Match', `"${version}"`);
    await act('deactivate', 1).expect(200);
    await act('deactivate', 2).expect(200);
    await client.post('/v1/users').send(aUser()).expect(201);
    await act('activate', 2).expect(402);
  });
});
