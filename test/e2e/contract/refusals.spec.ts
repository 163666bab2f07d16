import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { problemFaults } from './api/answer-check.js';
import { Stage } from './api/stage.js';

// Refusals of operations: suites/refusals.suite.ts.

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
});

it('404 for an address that does not exist', async () => {
  for (const path of [
    '/v1',
    '/v1/',
    '/v2/users',
    '/v1/user',
    '/v1/users/',
    '/v1/users//',
    '/V1/users',
    '/admin/v1',
    '/.env',
  ]) {
    const answer = await stage.http.send({ method: 'GET', path, headers: { Authorization: `Bearer ${stage.token}` } });
    expect({ path, status: answer.status, code: answer.json?.code }).toEqual({
      path,
      status: 404,
      code: 'request.unknown_route',
    });
    expect(problemFaults(path, answer)).toEqual([]);
  }
});

it('the type of a refusal leads to what it means and what to do, for everybody', async () => {
  const { json: refused } = await stage.http.send({ method: 'GET', path: '/v1/users' });
  const entry = await stage.http.send({ method: 'GET', path: refused.type });
  expect(entry).toMatchObject({ status: 200, json: { code: 'auth.required', status: 401, type: refused.type } });
  expect(entry.json.remedy).toMatch(/Sign in/);
  const { json: all } = await stage.http.send({ method: 'GET', path: '/problems' });
  const codes = (all.problems as { code: string }[]).map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['work_order.closed', 'equipment.in_use', 'idempotency.in_flight']));
});
