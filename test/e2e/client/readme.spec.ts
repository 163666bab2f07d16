import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp, type TestTenant } from '#libs/testing';
import { createClientProject, type ClientProject } from '../../support/client-package.js';

// The test builds and packs the package, and compiles against it.
jest.setTimeout(120_000);

let testApp: TestApp;
let acme: TestTenant;
let project: ClientProject;

beforeAll(async () => {
  testApp = await createTestApp();
  [acme, project] = await Promise.all([provisionTestTenant(testApp), createClientProject()]);
});
afterAll(async () => {
  project.remove();
  await testApp.close();
});

/** The blocks of the README as one program, each of which continues the one before. */
function readmeProgram(): string {
  const readme = readFileSync(join(project.installed, 'README.md'), 'utf8');
  return [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block!).join('\n');
}

it('the README of the client runs as it stands, against the product', async () => {
  const admin = await acme.as('admin');
  const facility = { name: 'Harbour Tower', timezone: 'Europe/Berlin' };
  const { body: tower } = await admin.post('/v1/facilities').send(facility).expect(201);
  const late = { title: 'Oil the door', priority: 'low', dueAt: '2024-01-01T08:00:00Z', facilityId: tower.id };
  await admin.post('/v1/work-orders').send(late).expect(201);
  writeFileSync(join(project.folder, 'readme.ts'), readmeProgram());
  expect(await project.compile()).toEqual({ code: 0, output: '' });

  const { email, password } = acme.admin;
  const environment = { BASE_URL: testApp.baseUrl, TENANT: acme.slug, EMAIL: email, PASSWORD: password };
  const { code, output } = await project.node(['built/readme.js'], environment);
  expect({ code, lines: output.trim().split('\n') }).toEqual({
    code: 0,
    lines: ['Oil the door critical', '2 request.invalid /name'],
  });
  const { body } = await admin.get('/v1/facilities').query({ q: 'Depot' }).expect(200);
  expect(body.data.map(({ name, isActive }: { name: string; isActive: boolean }) => [name, isActive]).sort()).toEqual([
    ['Depot North', false],
    ['Depot South', false],
  ]);
});
