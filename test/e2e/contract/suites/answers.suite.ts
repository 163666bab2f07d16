import { answerSchema, type Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import { recipes } from '../api/recipes/index.js';
import { propertiesOf } from '../api/schema.js';
import type { Stage } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';

export const answers: ContractSuite = (operations, contract) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await contract.stage();
  });

  testEach('every operation answers what the document promises', operations, async (operation) => {
    const answer = await stage.perform(operation.id);
    expect(answer.json === undefined).toBe(answerSchema(operation) === undefined);
  });

  const changing = operations.filter(
    ({ body, method, id }) => body !== undefined && (method !== 'POST' || recipes[id]?.body === undefined),
  );
  testEach('every body that is filled with the examples of its fields is accepted', changing, async (operation) => {
    await stage.perform(operation.id, { body: await fullBody(stage, operation) });
  });
};

/** Every field there is, but for those that exclude one another. */
export async function fullBody(stage: Stage, operation: Operation): Promise<object> {
  const single = stage.singleOf(operation);
  if (single) return { items: [await fullBody(stage, single)] };
  const { oneOf = [] } = recipes[operation.id] ?? {};
  const others = oneOf.flatMap((group) => group.slice(1));
  const names = Object.keys(propertiesOf(operation.body)).filter((name) => !others.includes(name));
  return { ...(await stage.sampler.members(operation.body!, names)), ...(await stage.given(operation)) };
}
