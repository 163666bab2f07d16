import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Schema } from './schema.js';

const ajv = formats.default(new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }));
// Keywords that OpenAPI adds to JSON Schema.
ajv.addVocabulary(['example', 'externalDocs', 'xml', 'discriminator']);
// Known values of an open enumeration, which validate nothing.
ajv.addKeyword('x-extensible-enum');

const compiled = new WeakMap<Schema, ValidateFunction>();

/** The faults of a value; members that the schema does not name count as faults. */
export function schemaFaults(schema: Schema, value: unknown): string[] {
  let validate = compiled.get(schema);
  if (!validate) compiled.set(schema, (validate = ajv.compile(closed(schema) as object)));
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
  );
}

const asSent = formats.default(new Ajv2020({ strict: false }));
const bodies = new WeakMap<Schema, ValidateFunction>();

/** Whether a body matches its schema exactly as written. */
export function acceptsBody(schema: Schema, body: unknown): boolean {
  let validate = bodies.get(schema);
  if (!validate) bodies.set(schema, (validate = asSent.compile(schema as object)));
  return validate(body) === true;
}

/** Objects take no members beyond those they name. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, verbatim.has(name) ? member : closed(member)]),
  );
  const { properties, additionalProperties } = node as Schema;
  return properties && additionalProperties === undefined ? { ...members, additionalProperties: false } : members;
}

/** Their values are data, not schemas. */
const verbatim = new Set(['example', 'default', 'enum', 'required']);
