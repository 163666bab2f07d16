import fc from 'fast-check';
import { isUuid, presentSchema, propertiesOf, typeOf, type Schema } from './schema.js';

/** A change of a valid body: members to set, or to leave out where the value is undefined. */
export type Changes = readonly (readonly [path: readonly string[], value: unknown])[];

/** Bodies that are nearly valid, so that each limit is tested from both sides. */
export function changesOf(schema: Schema): fc.Arbitrary<Changes> {
  const places = placesIn(schema).map(([path, member]) => fc.tuple(fc.constant(path), valuesFor(member)));
  const unknown = fc.tuple(fc.constant(['undeclared']), fc.constantFrom<unknown>(1, null, 'x'));
  return fc.array(
    fc.oneof(...places.map((arbitrary) => ({ arbitrary, weight: 3 })), { arbitrary: unknown, weight: 1 }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
}

/** Any subset of the optional fields beside the required ones; rules across fields decide which of them go together. */
export function partsOf(whole: Readonly<Record<string, unknown>>, required: readonly string[]): fc.Arbitrary<object> {
  const optional = Object.keys(whole).filter((name) => !required.includes(name));
  return fc
    .subarray(optional)
    .map((names) => Object.fromEntries([...required, ...names].map((name) => [name, whole[name]])));
}

export function changed(body: object, changes: Changes): unknown {
  const copy = structuredClone(body) as Record<string, unknown>;
  for (const [path, value] of changes) set(copy, path, value);
  return copy;
}

function set(body: Record<string, unknown>, [step, ...rest]: readonly string[], value: unknown): void {
  const member = body[step!];
  if (rest.length > 0 && typeof member === 'object' && member !== null)
    set(member as Record<string, unknown>, rest, value);
  else if (rest.length === 0 && value === undefined) delete body[step!];
  else if (rest.length === 0) body[step!] = value;
}

/** Members and nested members, such as those of an amount of money; of lists the first item. */
function placesIn(schema: Schema): (readonly [readonly string[], Schema])[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, member]) => {
    const item = presentSchema(member).items;
    const inItem = item ? placesIn(item).map(([path, each]) => [[name, '0', ...path], each] as const) : [];
    const below = placesIn(member).map(([path, each]) => [[name, ...path], each] as const);
    return [[[name], member] as const, ...below, ...inItem];
  });
}

const wrongTypes = [undefined, null, 0, 1, -1, 1.5, true, '', 'x', [], {}, ['x'], { x: 1 }];
const texts = ['a', ' ', '\u00a0', ' a ', 'a\u0001b', 'a\nb', 'a\tb', '\u0085', '\n', 'ä𝕳', '-1', '__proto__'];
const moments = [
  ...['2026-11-22', '2026-02-30', '2026-13-01', '1899-12-31', '1900-01-01', '9999-12-31', '26-1-1'],
  ...['2026-11-22T10:00:00Z', '2026-11-22t10:00:00z', '2026-11-22T10:00:00', '2026-11-22 10:00:00Z'],
  ...['2026-11-22T24:00:00Z', '2026-11-22T23:59:60Z', '2026-11-22T10:00:00+25:00', '2026-11-22T10:00:00.1234567890Z'],
  ...['2027-01-31T09:00', '2027-02-30T09:00:00', '0050-06-01T10:00:00Z', '9999-12-31T23:59:59-01:00'],
];
const names = ['UTC', 'europe/berlin', 'Mars/Olympus', 'Europe/Berlin!', '+01:00', 'a@b.example', 'a b@c.example', '@'];
const amounts = ['12.34', '-12.34', '0', '1.234', '1e3', '123456789', 'USD', 'usd', 'XXQ', '٣'];

function valuesFor(schema: Schema): fc.Arbitrary<unknown> {
  const { enum: values = [], example, minimum, maximum, maxLength, maxItems } = presentSchema(schema);
  const edges = [minimum, maximum].flatMap((edge) => (edge === undefined ? [] : [edge, edge - 1, edge + 1]));
  const lengths = maxLength === undefined ? [] : ['a'.repeat(maxLength), 'a'.repeat(maxLength + 1)];
  const own = [...values, ...edges, ...lengths, ...(example === undefined || isUuid(schema) ? [] : [example])];
  const many = maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => 'x')];
  const ofType = typeOf(schema) === 'string' ? [...texts, ...moments, ...names, ...amounts] : many;
  return fc.oneof(
    fc.constantFrom<unknown>(...wrongTypes),
    fc.constantFrom<unknown>(...own, ...ofType, undefined),
    fc.constantFrom<unknown>(...(own.length > 0 ? own : [undefined])),
  );
}
