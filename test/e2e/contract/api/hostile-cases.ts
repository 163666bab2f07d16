import type { Attack, Attacker } from './attacker.js';
import { pathParameters, queryParameters, type Operation } from './described-api.js';
import { hostileHeaders, hostileParameters, hostileValues } from './hostile-values.js';
import { placesOf, presentSchema, type Schema } from './schema.js';

interface PartOfRequest {
  /** A place for a value in a call of the operation. */
  places(operation: Operation): readonly string[];
  readonly values: readonly string[];
  /** The valid call with the value in this place. */
  attack(call: ReturnType<Attacker['valid']>, place: string, value: string): Attack;
}

const HERE = '@here@';

/** The body with the text of a value at one place. */
function bodyWith(body: unknown, place: string, value: string): string {
  const changed = structuredClone(body) as Record<string, unknown>;
  const steps = place.split('.');
  let node = changed as Record<string, Record<string, unknown>>;
  for (const step of steps.slice(0, -1)) {
    if (typeof node[step] !== 'object') node[step] = {};
    node = node[step] as typeof node;
  }
  node[steps.at(-1)!] = HERE as never;
  return JSON.stringify(changed).replace(`"${HERE}"`, () => value);
}

const isLeaf = (schema: Schema): boolean => presentSchema(schema).properties === undefined;

/** The places for hostile values, each in a call that would succeed otherwise. */
export const partsOfRequest: Readonly<Record<'fields' | 'query' | 'path' | 'headers', PartOfRequest>> = {
  fields: {
    places: ({ body }) => (body ? placesOf(body, isLeaf) : []).map((place) => place.join('.')).filter(Boolean),
    values: hostileValues,
    attack: ({ body }, place, value) => ({ body: bodyWith(body, place, value) }),
  },
  query: {
    places: (operation) => [...queryParameters(operation).map(({ name }) => name), 'undeclared'],
    values: hostileParameters,
    attack: (_call, place, value) => ({ query: `?${place}=${value}` }),
  },
  path: {
    places: pathParameters,
    values: hostileParameters.filter((value) => value !== ''),
    attack: ({ ids }, place, value) => ({ ids: { ...ids, [place]: value } }),
  },
  headers: {
    places: () => hostileHeaders.names,
    values: hostileHeaders.values,
    attack: (_call, place, value) => ({ headers: { [place]: value } }),
  },
};

export interface Case {
  readonly place: string;
  readonly value: string;
}

export function casesOf({ places, values }: PartOfRequest, operation: Operation): Case[] {
  return places(operation).flatMap((place) => values.map((value) => ({ place, value })));
}

/** Tries them one after the other, and reports all with a wrong response. */
export async function faultsOfCases(
  attacker: Attacker,
  operation: Operation,
  part: PartOfRequest,
  cases: readonly Case[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { place, value } of cases)
    await attacker
      .attack(operation, part.attack(attacker.valid(operation), place, value))
      .catch((error: Error) => faults.push(`${place} = ${value.slice(0, 100)}: ${error.message}`));
  return faults;
}
