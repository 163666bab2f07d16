export type { ApplicationUnderTest, NewUser, StartOptions } from './application-under-test.js';
export { builder } from './builder.js';
export { FakeClock } from './fake-clock.js';
export { sentStatements, withoutBookkeeping } from './sent-statements.js';
export { createTestApp, type HttpClient, type TestApp, type TestAppOptions } from './test-app.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { provisionTestTenant, TestTenant, type Credentials, type TestUser } from './test-tenant.js';
export { twinTenants, type Twins } from './twin-tenants.js';
export { waitUntil } from './wait-until.js';
