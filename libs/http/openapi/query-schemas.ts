import { fieldsOf, type DtoClass } from '../fields/index.js';
import { refine, type Writable } from './body-schemas.js';
import type { Operation } from './complete-operation.js';

/** Says the forms of texts and times in query parameters, as bodies do. An empty array cannot be written in an address. */
export function tightenQuery(
  { operationId = '', parameters = [] }: Operation,
  classes: ReadonlyMap<string, DtoClass>,
): void {
  const type = classes.get(operationId);
  const fields = new Map(type ? fieldsOf(type) : []);
  for (const { in: place, name, schema } of parameters) {
    const field = fields.get(name);
    if (place !== 'query' || !field || !schema) continue;
    const property = schema as unknown as Writable;
    const { input, inQuery = input } = field.rule.kind;
    refine(property, inQuery ?? {});
    if (property['type'] === 'array') property['minItems'] ??= 1;
  }
}
