import fc from 'fast-check';
import { provisionTestTenant } from '#libs/testing';
import { answerSchema, needsVersion, type Operation } from '../api/described-api.js';
import { documented, testEach } from '../api/documented-operations.js';
import { outcome, type Answer } from '../api/http-caller.js';
import { hasOtherDefault, saidOtherwise } from '../api/schema-limits.js';
import { presentSchema, propertiesOf } from '../api/schema.js';
import { acceptsBody } from '../api/schema-check.js';
import { Stage, type Ids } from '../api/stage.js';
import { changed, changesOf, partsOf } from '../api/body-changes.js';
import { triesEverything } from '../../../support/sampling.js';
import { fullBody } from './answers.suite.js';
import type { ContractSuite } from './contract-suite.js';

/** Bodies of all operations together, so that a run does not get longer with each new one: the same ones in every run. */
const BODIES = 1_600;
const all = documented.operations.filter(({ body }) => body !== undefined);
const sample = { numRuns: Math.max(10, Math.ceil(BODIES / all.length)), seed: 20_261_128 };
const effort = triesEverything ? { numRuns: 300 } : sample;

/** Compares schema and validation of a body: both judge bodies that are nearly valid. */
export const bodies: ContractSuite = (operations, { testApp }) => {
  const taking = operations.filter(({ body }) => body !== undefined);
  if (taking.length === 0) return;
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.of(await provisionTestTenant(testApp()), 'sample');
  });

  const send = async (operation: Operation, ids: Ids, body: unknown): Promise<Answer> => {
    const headers: Record<string, string> = needsVersion(operation) ? { 'If-Match': '"1"' } : {};
    return stage.send(operation, { ids, body, headers, token: await stage.tokenFor(operation) });
  };

  testEach('are refused where their schema refuses them, and nowhere else', taking, async (operation) => {
    const ids = await stage.target(operation);
    const valid = await fullBody(stage, operation);
    const judge = async (body: unknown): Promise<void> => {
      const answer = await send(operation, ids, body);
      const isRefused = [400, 422].includes(outcome(answer));
      if (!acceptsBody(operation.body!, tidied(body)))
        expect({ isRefused, answer: answer.text }).toMatchObject({ isRefused: true });
      else if (acceptsBody(operation.body!, body) && isRefused)
        expect({ unexplained: codesOf(answer).filter((code) => !(code in saidOtherwise)) }).toEqual({
          unexplained: [],
        });
    };
    await judge(valid);
    for (const other of [[], [valid], 'x', 1, true, null]) await judge(other);
    const whole = {
      ...(await stage.sampler.members(operation.body!, Object.keys(propertiesOf(operation.body)))),
      ...valid,
    };
    const started = fc.oneof(fc.constant(valid), partsOf(whole, presentSchema(operation.body!).required ?? []));
    await fc.assert(
      fc.asyncProperty(started, changesOf(operation.body!), fc.boolean(), (body, changes, isChanged) =>
        judge(isChanged ? changed(body, changes) : body),
      ),
      effort,
    );
  });

  const creating = taking.filter(({ id, answers }) => '201' in answers && !(id in hasOtherDefault));
  if (creating.length === 0) return;
  testEach('say what their absent fields become', creating, async (operation) => {
    const body = (await stage.body(operation))!;
    const { json } = await stage.perform(operation.id, { body });
    const absent = Object.entries(propertiesOf(operation.body)).filter(([name]) => !(name in body));
    const told = Object.keys(propertiesOf(answerSchema(operation)));
    for (const [name, schema] of absent.filter(([each]) => told.includes(each) && !(each in hasOtherDefault)))
      expect({ name, becomes: json[name] }).toEqual({
        name,
        becomes: presentSchema(schema).default ?? schema.default ?? null,
      });
  });
};

/** The name of the refusal, or where that is only that fields are wrong, those of the fields. */
function codesOf({ status, json }: Answer): string[] {
  const ofItems = (): unknown[] => json.items.map(({ problem }: { problem: unknown }) => problem).filter(Boolean);
  const problems = (status === 207 ? ofItems() : [json]) as { code: string; errors?: { code: string }[] }[];
  return problems.flatMap(({ code, errors = [] }) =>
    code === 'request.invalid' && errors.length > 0 ? errors.map((error) => error.code) : [code],
  );
}

/** Texts are trimmed before they are validated, so the schema applies to the trimmed text. */
function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (Array.isArray(value)) return value.map(tidied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, tidied(member)]));
}
