import { queryParameters, type Operation, type Parameter } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import type { Answer } from '../api/http-caller.js';
import type { PreparedCalls } from '../api/prepared-calls.js';
import { presentSchema, typeOf } from '../api/schema.js';
import type { ContractSuite } from './contract-suite.js';

export const isArray = ({ schema }: Parameter): boolean => typeOf(schema) === 'array';
const arraysOf = (operation: Operation): Parameter[] => queryParameters(operation).filter(isArray);
const singlesOf = (operation: Operation): Parameter[] => queryParameters(operation).filter((each) => !isArray(each));

const rows = ({ status, json, text }: Answer) => ({ status, data: json?.data ?? json ?? text });
const firstFault = ({ status, json }: Answer) => ({
  status,
  code: json.errors?.[0].code,
  at: json.errors?.[0].pointer,
});

/** Ways to write the same list. */
function spellings(name: string, values: readonly string[]): string[] {
  const repeated = values.map((value) => `${name}=${value}`);
  const [first, ...others] = values;
  const mixed = others.length > 0 ? [`${name}=${first}&${name}=${others.join(',')}`] : [];
  return [`${name}=${values.join(',')}`, repeated.join('&'), ...mixed];
}

export const parameters: ContractSuite = (operations, contract) => {
  const taking = operations.filter((operation) => queryParameters(operation).length > 0);
  if (taking.length === 0) return;
  let calls: PreparedCalls;
  beforeAll(async () => {
    calls = await contract.calls();
  });

  const ask = (operation: Operation, query: string): Promise<Answer> =>
    calls.stage.send(operation, { ...calls.callTo(operation), query });

  const withArrays = taking.filter((operation) => arraysOf(operation).length > 0);
  const eachArray =
    (examine: (operation: Operation, array: Parameter, values: string[]) => Promise<void>) =>
    async (operation: Operation) => {
      for (const array of arraysOf(operation)) await examine(operation, array, valuesOf(array));
    };

  if (withArrays.length > 0) {
    testEach(
      'lists of values take commas and repetition alike, and count doubles once',
      withArrays,
      eachArray(async (operation, { name }, values) => {
        const [asked, ...others] = await Promise.all(
          [...spellings(name, values), ...spellings(name, [...values, values[0]!].slice(0, 2))].map((query) =>
            ask(operation, query),
          ),
        );
        expect(asked!.status).toBe(200);
        const [all, once] = [
          others.slice(0, spellings(name, values).length - 1),
          others.slice(spellings(name, values).length - 1),
        ];
        for (const other of all) expect(rows(other)).toEqual(rows(asked!));
        for (const other of once) expect(other.status).toBe(200);
      }),
    );

    testEach(
      'a wrong value is named, wherever in the list it is written',
      withArrays,
      eachArray(async (operation, { name, schema }, values) => {
        if (!presentSchema(presentSchema(schema).items!).enum) return;
        for (const [query, at] of [
          [`${name}=!&${name}=${values[0]}`, 0],
          [`${name}=${values[0]}&${name}=!`, 1],
          [`${name}=&${name}=${values[0]}`, 0],
        ] as const)
          expect({ query, ...firstFault(await ask(operation, query)) }).toEqual({
            query,
            status: 400,
            code: 'field.unknown_value',
            at: `/${name}/${at}`,
          });
      }),
    );

    testEach(
      'the limit holds for what all repetitions hold together',
      withArrays,
      eachArray(async (operation, { name, schema }, values) => {
        const { maxItems } = presentSchema(schema) as { maxItems?: number };
        const many = Array.from({ length: maxItems! + 1 }, (_, at) => values[at % values.length]!);
        for (const query of spellings(name, many))
          expect({ query, ...firstFault(await ask(operation, query)) }).toEqual({
            query,
            status: 400,
            code: 'field.too_many_items',
            at: `/${name}`,
          });
      }),
    );

    testEach('the document says how lists are written', withArrays, async (operation) => {
      for (const { style, explode, description, schema } of arraysOf(operation)) {
        expect({ style, explode }).toEqual({ style: 'form', explode: false });
        expect(description).toMatch(/separated by commas, or the parameter repeated/);
        expect(schema).not.toHaveProperty('uniqueItems');
      }
    });
  }

  testEach('any other parameter is given once', taking, async (operation) => {
    for (const { name } of singlesOf(operation))
      expect({ name, ...firstFault(await ask(operation, `${name}=1&${name}=1`)) }).toEqual({
        name,
        status: 400,
        code: 'request.repeated_parameter',
        at: `/${name}`,
      });
  });
};

/** Two values that the list takes, or the one that there is. */
function valuesOf({ schema }: Parameter): string[] {
  const { items = {}, examples } = presentSchema(schema) as { items?: Parameter['schema']; examples?: string[][] };
  const values = (presentSchema(items).enum as string[] | undefined) ?? examples?.[0] ?? [];
  return values.slice(0, 2);
}
