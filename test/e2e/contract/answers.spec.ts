import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { answerSchema, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { recipes } from './api/recipes.js';
import { schemaFaults } from './api/schema-check.js';
import { propertiesOf, type Schema } from './api/schema.js';
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

describe('every example in the document', () => {
  it('of a field is one', () => {
    const faults = Object.entries(stage.api.schemas).flatMap(([name, schema]) => exampleFaults(schema, name));
    expect(faults).toEqual([]);
  });

  it('of a parameter is one', () => {
    const faults = stage.api.operations.flatMap(({ id, parameters }) =>
      parameters.flatMap(({ name, schema }) => exampleFaults(schema, `${id}?${name}`)),
    );
    expect(faults).toEqual([]);
  });

  it('of an answer is one', () => {
    const faults = stage.api.operations.flatMap(({ id, answers }) =>
      Object.entries(answers).flatMap(([status, { content = {} }]) =>
        Object.values(content).flatMap(({ schema, examples = {} }) =>
          Object.entries(examples).flatMap(([name, { value }]) =>
            schemaFaults({ ...schema, additionalProperties: true }, value).map(
              (fault) => `${id} ${status} ${name}: ${fault}`,
            ),
          ),
        ),
      ),
    );
    expect(faults).toEqual([]);
  });
});

function exampleFaults(schema: Schema, path: string): string[] {
  const { example, properties = {}, items } = schema;
  const own = example === undefined ? [] : schemaFaults(schema, example).map((fault) => `${path}: ${fault}`);
  const members = Object.entries(properties).flatMap(([name, member]) => exampleFaults(member, `${path}.${name}`));
  return [...own, ...members, ...(items ? exampleFaults(items, `${path}[]`) : [])];
}

it('every refusal is documented as a problem', () => {
  const undocumented = stage.api.operations.flatMap(({ id, answers }) =>
    Object.entries(answers)
      .filter(
        ([status, { content = {} }]) =>
          Number(status) >= 400 && Object.keys(content).join() !== 'application/problem+json',
      )
      .map(([status]) => `${id} ${status}`),
  );
  expect(undocumented).toEqual([]);
});
