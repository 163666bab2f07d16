import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { answerSchema, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { recipes } from './api/recipes/index.js';
import { propertiesOf } from './api/schema.js';
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

it('every body that is filled with the examples of its fields is accepted', async () => {
  const changing = stage.api.operations.filter(
    ({ body, method, id }) => body !== undefined && (method !== 'POST' || recipes[id]?.body === undefined),
  );
  const faults = await faultsOfEach(changing, async (operation) => {
    await stage.perform(operation.id, { body: await fullBody(operation) });
  });
  expect(faults).toEqual([]);
});

/** Every field there is, but for those that exclude one another. */
async function fullBody(operation: Operation): Promise<object> {
  const single = stage.singleOf(operation);
  if (single) return { items: [await fullBody(single)] };
  const { oneOf = [], body } = recipes[operation.id] ?? {};
  const others = oneOf.flatMap((group) => group.slice(1));
  const names = Object.keys(propertiesOf(operation.body)).filter((name) => !others.includes(name));
  return { ...(await stage.sampler.members(operation.body!, names)), ...(await body?.(stage)) };
}
