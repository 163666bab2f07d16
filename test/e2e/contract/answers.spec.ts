import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { answerSchema } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { Stage } from './api/stage.js';

jest.setTimeout(60_000);

let testApp: TestApp;
let stage: Stage;

beforeAll(async () => {
  testApp = await createTestApp();
  stage = await Stage.of(await provisionTestTenant(testApp), 'sample');
});
afterAll(async () => {
  stage.http.close();
  await testApp.close();
});

it('every operation answers what the document promises', async () => {
  const faults = await faultsOfEach(stage.api.operations, async (operation) => {
    const answer = await stage.perform(operation.id);
    expect(answer.json === undefined).toBe(answerSchema(operation) === undefined);
  });
  expect(faults).toEqual([]);
});
