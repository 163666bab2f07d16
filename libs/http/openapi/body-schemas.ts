import type { INestApplicationContext } from '@nestjs/common';
import { controllerRoutes, type BODY, type QUERY } from '../routes/controller-routes.js';
import { bodyRulesOf, defaultsOf, fieldsOf, isOptionalBody, type BodyRule, type DtoClass } from '../fields/index.js';
import type { Operation } from './complete-operation.js';
import { sampleOf, type Schemas } from './sample.js';

export type Writable = Record<string, unknown> & { properties?: Record<string, Writable>; items?: Writable };

export type DtoClasses = ReadonlyMap<string, DtoClass>;

type Content = Partial<Record<'application/json' | 'multipart/form-data', { readonly schema: Writable }>>;

/** The DTO class of each operation's body or query. An operation is named after its handler. */
export function dtoClasses(app: INestApplicationContext, of: typeof BODY | typeof QUERY): DtoClasses {
  return new Map(
    controllerRoutes(app).flatMap(({ name, parameters }) =>
      parameters.filter(({ kind }) => kind === of).map(({ type }) => [name, type as DtoClass] as const),
    ),
  );
}

/**
 * Makes the schema of a body as strict as its validation: no unknown members, patterns of texts and times, rules across fields, defaults.
 * Schemas of responses stay open, since clients must ignore unknown members.
 */
export function tightenBody({ operationId = '', requestBody }: Operation, classes: DtoClasses, schemas: Schemas): void {
  const type = classes.get(operationId);
  const { 'application/json': json, 'multipart/form-data': form } = (requestBody?.content ?? {}) as Content;
  if (form) (schemas[referencedSchema(form.schema)] as unknown as Writable)['additionalProperties'] = false;
  const schema = json?.schema;
  if (!type || !schema) return;
  tighten(type, referencedSchema(schema), schemas);
  if (isOptionalBody(type)) requestBody!.required = false;
}

function tighten(type: DtoClass, name: string, schemas: Schemas): void {
  const schema = schemas[name] as unknown as Writable;
  if (schema['additionalProperties'] === false) return;
  schema['additionalProperties'] = false;
  const defaults = defaultsOf(type);
  for (const [field, { rule, default: applied = defaults[field] }] of fieldsOf(type)) {
    const property = schema.properties![field]!;
    const nested = nestedClass(rule.kind.schema);
    if (nested) tighten(nested, referencedSchema(property), schemas);
    refine(property, rule.kind.input ?? {});
    // PartialType copies defaults, but in a PATCH an absent field keeps its value
    if (applied === undefined) delete property['default'];
    else property['default'] = applied;
  }
  addRules(schema, bodyRulesOf(type), schemas);
}

function addRules(schema: Writable, rules: readonly BodyRule[], schemas: Schemas): void {
  if (rules.length === 0) return;
  const sentences = rules.map(({ sentence }) => sentence);
  schema['description'] = [schema['description'], ...sentences].filter(Boolean).join(' ');
  const [first, ...others] = rules.map(({ broken }) => broken);
  // Means the same as `not`, for which openapi-generator makes Java classes that do not compile.
  schema['if'] = others.length > 0 ? { anyOf: [first, ...others] } : first;
  schema['then'] = { not: {} };
  const unshown = rules.flatMap((rule) => rule.hiddenInExamples);
  if (unshown.length === 0) return;
  const sample = sampleOf(schema, schemas) as Record<string, unknown>;
  schema['example'] = Object.fromEntries(Object.entries(sample).filter(([name]) => !unshown.includes(name)));
}

export function refine(property: Writable, { items, ...input }: Writable): void {
  Object.assign(property, input);
  if (items && property.items) refine(property.items, items);
}

function nestedClass(schema: object): DtoClass | undefined {
  const { type, items } = schema as { type?: unknown; items?: object };
  if (typeof type === 'function') return (type as () => DtoClass)();
  return items && nestedClass(items);
}

/** The schema that a property refers to: directly, in an array, or as nullable. */
function referencedSchema(property: Writable): string {
  const [, name] = /"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(property))!;
  return name!;
}
