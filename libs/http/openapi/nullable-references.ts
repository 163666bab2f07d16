import type { Schemas } from './sample.js';

/**
 * Members that are an object or null are not marked as required, although responses always contain them: Java clients of openapi-generator
 * reject null for a required object.
 */
export function relaxNullableReferences(schemas: Schemas): void {
  for (const schema of Object.values(schemas) as { properties?: Schemas; required?: string[] }[]) {
    const { properties = {}, required } = schema;
    if (required)
      schema.required = required.filter((name) => !properties[name]?.anyOf?.some(({ type }) => type === 'null'));
  }
}
