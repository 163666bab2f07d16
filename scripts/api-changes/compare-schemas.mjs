// Compares two schemas for clients: a request must allow at least what it did, a response must not contain anything else than before.
import { limitChanges } from './limits.mjs';

/** Compares each named schema once, however many operations use it. */
export function compareSchemas(before, after, report) {
  const seen = new Set();

  const compare = (was, now, where, direction) => {
    const name = nameOf(was);
    if (name && seen.has(`${name} ${direction}`)) return;
    if (name) seen.add(`${name} ${direction}`);
    const place = name ?? where;
    const [old, fresh] = [plain(was, before), plain(now, after)];
    const note = (what) => report(place, `${what} (${direction})`);
    compareTypes(old, fresh, direction, note);
    compareEnums(old, fresh, direction, note);
    if (direction === 'request') for (const change of limitChanges(old, fresh)) note(change);
    compareProperties(old, fresh, direction, report, place, compare);
    for (const part of ['items', 'additionalProperties'])
      if (isSchema(old[part]) && isSchema(fresh[part])) compare(old[part], fresh[part], `${place}[]`, direction);
  };
  return compare;
}

/** The name in a reference, also in a nullable one. */
function nameOf({ $ref, allOf = [], anyOf = [], oneOf = [] } = {}) {
  const references = [{ $ref }, ...allOf, ...anyOf, ...oneOf].map((part) => part.$ref).filter(Boolean);
  return references.length === 1 ? references[0].split('/').at(-1) : undefined;
}

const isSchema = (value) => typeof value === 'object' && value !== null;

/** Resolves references, merges `allOf`, and counts `null` among alternatives as a type. */
function plain(schema = {}, document) {
  if (schema.$ref) return plain(document.components.schemas[schema.$ref.split('/').at(-1)], document);
  const { allOf, anyOf, oneOf, ...rest } = schema;
  const parts = (allOf ?? []).map((part) => plain(part, document));
  const alternatives = (anyOf ?? oneOf ?? []).map((part) => plain(part, document));
  const whole = [rest, ...parts, ...alternatives].reduce(merged, {});
  return alternatives.length > 0 ? { ...whole, type: alternatives.flatMap(typesOf) } : whole;
}

function merged(left, right) {
  const required = [...(left.required ?? []), ...(right.required ?? [])];
  return { ...left, ...right, properties: { ...left.properties, ...right.properties }, required };
}

function typesOf({ type }) {
  const types = [type ?? []].flat();
  return types.includes('number') ? [...types, 'integer'] : types;
}

function compareTypes(old, fresh, direction, note) {
  const [was, now] = [typesOf(old), typesOf(fresh)];
  const [taken, given] = direction === 'request' ? [was, now] : [now, was];
  const isNarrower = given.length > 0 && (taken.length === 0 || taken.some((type) => !given.includes(type)));
  if (isNarrower)
    note(`type is ${[fresh.type ?? 'any'].flat().join('|')}, was ${[old.type ?? 'any'].flat().join('|')}`);
}

function compareEnums(old, fresh, direction, note) {
  if (old.enum && fresh.enum) {
    const lost = old.enum.filter((value) => !fresh.enum.includes(value));
    if (lost.length > 0) note(`${lost.join(', ')} ${lost.length > 1 ? 'are' : 'is'} gone from its values`);
  } else if (fresh.enum && direction === 'request') note(`takes only ${fresh.enum.join(', ')} now`);
  else if (old.enum && direction === 'answer') note('may be any value now');
}

function compareProperties(old, fresh, direction, report, place, compare) {
  const isRequired = (schema, name) => schema.required?.includes(name) ?? false;
  const note = (name, what) => report(`${place}.${name}`, `${what} (${direction})`);
  for (const [name, schema] of Object.entries(old.properties ?? {})) {
    const successor = fresh.properties?.[name];
    if (!successor) note(name, 'is gone');
    else {
      if (direction === 'answer' && isRequired(old, name) && !isRequired(fresh, name)) note(name, 'may be absent now');
      compare(schema, successor, `${place}.${name}`, direction);
    }
  }
  if (direction !== 'request') return;
  for (const name of (fresh.required ?? []).filter((each) => !isRequired(old, each))) note(name, 'is required now');
}
