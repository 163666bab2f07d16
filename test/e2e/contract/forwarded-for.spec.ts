import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aFacility } from '../../builders/assets/facility.builder.js';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { TRUSTED_PROXIES: 'loopback' } });
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

describe('X-Forwarded-For behind a trusted hop', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ...['unknown', 'garbage, more garbage', '300.1.1.1', "'; select 1", ','].map((text) => [text, '127.0.0.1']),
  ])('%j is written down as %s, and refuses nobody', async (forwarded, address) => {
    const { email, password } = acme.admin;
    const login = { tenant: acme.slug, email, password };
    await testApp.anonymous.post('/v1/auth/login').set('X-Forwarded-For', forwarded).send(login).expect(200);
    const { body: made } = await admin
      .post('/v1/facilities')
      .set('X-Forwarded-For', forwarded)
      .send(aFacility())
      .expect(201);
    const { body: log } = await admin.get(`/v1/audit-logs?resourceId=${made.id}`).expect(200);
    expect(log.data).toMatchObject([{ ipAddress: address }]);
  });
});
