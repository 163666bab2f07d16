import { jest } from '@jest/globals';
import { Attacker, type Case } from './api/attacker.js';
import { isList, queryParameters, type Operation } from './api/described-api.js';
import { faultsOfEach } from './api/faults.js';
import { hostileHeaders, hostileParameters, hostileValues } from './api/hostile-values.js';
import { placesOf, presentSchema, type Schema } from './api/schema.js';

// Every value of the hostile corpus in every place of every operation: refused as a problem, or taken as documented.
// Tries a sample; all of them with HOSTILE=all npm test -- test/e2e/contract/hostile-input.spec.ts

jest.setTimeout(600_000);

let attacker: Attacker;

beforeAll(async () => {
  attacker = await Attacker.start();
});
afterAll(() => attacker.close());

const isLeaf = (schema: Schema): boolean => presentSchema(schema).properties === undefined;
const HERE = '@here@';

/** The valid body with the text of a value at one place. */
function bodyWith(operation: Operation, place: readonly string[], value: string): string {
  const changed = structuredClone(attacker.valid(operation).body);
  let node = changed as Record<string, Record<string, unknown>>;
  for (const step of place.slice(0, -1)) {
    if (typeof node[step] !== 'object') node[step] = {};
    node = node[step] as typeof node;
  }
  node[place.at(-1)!] = HERE as never;
  return JSON.stringify(changed).replace(`"${HERE}"`, () => value);
}

function inFields(operation: Operation): Case[] {
  const places = placesOf(operation.body!, isLeaf).filter((place) => place.length > 0);
  return places.flatMap((place) =>
    hostileValues.map((value) => ({
      operation,
      place: place.join('.'),
      value,
      attack: { body: bodyWith(operation, place, value) },
    })),
  );
}

function inQuery(operation: Operation): Case[] {
  const names = [...queryParameters(operation).map(({ name }) => name), 'undeclared'];
  return names.flatMap((place) =>
    hostileParameters.map((value) => ({ operation, place, value, attack: { query: `?${place}=${value}` } })),
  );
}

function inPath(operation: Operation): Case[] {
  const { ids } = attacker.valid(operation);
  const values = hostileParameters.filter((value) => value !== '');
  return Object.keys(ids).flatMap((place) =>
    values.map((value) => ({ operation, place, value, attack: { ids: { ...ids, [place]: value } } })),
  );
}

function inHeaders(operation: Operation): Case[] {
  return hostileHeaders.names.flatMap((place) =>
    hostileHeaders.values.map((value) => ({ operation, place, value, attack: { headers: { [place]: value } } })),
  );
}

/** Operations whose calls would be refused even without anything hostile in them. */
async function refused(): Promise<string[]> {
  return faultsOfEach(attacker.operations, async (operation) => {
    expect((await attacker.attack(operation, {})).status).toBeLessThan(300);
  });
}

it('spoils nothing but calls that succeed without it', async () => {
  expect(await refused()).toEqual([]);
});

it.each([
  ['fields', () => attacker.operations.filter(({ body }) => body !== undefined).flatMap(inFields)],
  ['queries', () => attacker.operations.flatMap(inQuery)],
  ['paths', () => attacker.operations.flatMap(inPath)],
  ['headers', () => attacker.operations.flatMap(inHeaders)],
])('in %s', async (_where, cases) => {
  const all = cases();
  expect(all.length).toBeGreaterThan(1_000);
  expect(await attacker.attackMany(all)).toEqual([]);
});

it('in every header of a call that writes down whose it was', async () => {
  const write = attacker.stage.api.operation('createFacility');
  expect(await attacker.attackAll(inHeaders(write))).toEqual([]);
});

it('has spoilt none of them for good', async () => {
  expect(await refused()).toEqual([]);
});

it('has left nothing behind that cannot be shown as documented', async () => {
  const lists = attacker.operations.filter(isList);
  const faults = await faultsOfEach(lists, async (list) => {
    const { ids } = attacker.valid(list);
    let query: Record<string, string> | undefined = isPaged(list) ? { limit: '100' } : {};
    while (query) {
      const { status, json } = await attacker.stage.send(list, { ids, query });
      expect(status).toBe(200);
      query = json.nextCursor ? { limit: '100', cursor: json.nextCursor as string } : undefined;
    }
  });
  expect(faults).toEqual([]);
});

const isPaged = (list: Operation): boolean => queryParameters(list).some(({ name }) => name === 'cursor');
