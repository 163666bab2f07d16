import formats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

type Json = Record<string, unknown>;

const isObject = (node: unknown): node is Json => typeof node === 'object' && node !== null;

/** Every example of a document that does not fit its schema, and how many there are. */
export function checkExamples(document: object): { count: number; faults: string[] } {
  const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema(document, 'api');
  const faults: string[] = [];
  let count = 0;
  const check = (schemaAt: string, example: unknown): void => {
    const validate = ajv.compile({ $ref: `api#${schemaAt}` });
    count += 1;
    if (!validate(example)) faults.push(`${schemaAt}: ${ajv.errorsText(validate.errors)}`);
  };
  walk(document, '', (node, pointer) => {
    const schemaAt = isObject(node['schema']) ? `${pointer}/schema` : pointer;
    for (const example of examplesOf(node)) check(schemaAt, example);
  });
  return { count, faults };
}

/** Of a schema, a parameter, a header or a body. */
function examplesOf({ schema, type, properties, example, examples }: Json): unknown[] {
  const isExemplified = isObject(schema) || typeof type === 'string' || Array.isArray(type) || isObject(properties);
  if (!isExemplified) return [];
  const several = Array.isArray(examples)
    ? (examples as unknown[])
    : Object.values((examples ?? {}) as Json).map((each) => (each as Json)['value']);
  return example === undefined ? several : [example, ...several];
}

/** Visits every object but those that are examples themselves. */
function walk(node: unknown, pointer: string, visit: (node: Json, pointer: string) => void): void {
  if (!isObject(node)) return;
  if (!Array.isArray(node)) visit(node, pointer);
  for (const [key, member] of Object.entries(node)) {
    if (key === 'example' || key === 'examples') continue;
    walk(member, `${pointer}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`, visit);
  }
}
