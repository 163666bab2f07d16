export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  example?: unknown;
  examples?: unknown[];
  readonly default?: unknown;
}

export type Schemas = Readonly<Record<string, Schema>>;

const byFormat: Readonly<Record<string, string>> = {
  uuid: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
  date: '2026-11-22',
  'date-time': '2026-11-22T10:00:00.000Z',
  email: 'maria.lopez@example.com',
};

/** A value of this schema, composed of the examples of its parts; undefined where a part has none. */
export function sampleOf(schema: Schema, schemas: Schemas, within: readonly string[] = []): unknown {
  const { example, $ref: reference } = schema;
  if (example !== undefined) return example;
  if (reference !== undefined) return referencedSample(reference, schemas, within);
  const given = schema.const ?? schema.enum?.[0] ?? schema.default;
  if (given !== undefined) return given;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return firstSample(alternatives, schemas, within);
  if (schema.allOf) return mergedSample(schema.allOf, schemas, within);
  return sampleByType(schema, schemas, within);
}

/** A schema that contains itself ends the sample. */
function referencedSample(reference: string, schemas: Schemas, within: readonly string[]): unknown {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const schema = schemas[name];
  return schema && !within.includes(name) ? sampleOf(schema, schemas, [...within, name]) : undefined;
}

function firstSample(alternatives: readonly Schema[], schemas: Schemas, within: readonly string[]): unknown {
  const samples = alternatives.map((each) => sampleOf(each, schemas, within));
  return samples.find((sample) => sample !== undefined && sample !== null) ?? samples[0];
}

function mergedSample(parts: readonly Schema[], schemas: Schemas, within: readonly string[]): unknown {
  const samples = parts.map((part) => sampleOf(part, schemas, within));
  const [first] = samples;
  return samples.length === 1 ? first : (Object.assign({}, ...samples) as object);
}

function sampleByType(schema: Schema, schemas: Schemas, within: readonly string[]): unknown {
  const [type] = [schema.type].flat().filter((each) => each !== 'null');
  switch (type) {
    case 'object':
      return objectSample(schema.properties ?? {}, schemas, within);
    case 'array':
      return arraySample(schema.items ?? {}, schemas, within);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return byFormat[schema.format ?? ''];
    default:
      return schema.type === 'null' ? null : undefined;
  }
}

function objectSample(properties: Schemas, schemas: Schemas, within: readonly string[]): unknown {
  const members = Object.entries(properties).map(
    ([name, schema]) => [name, sampleOf(schema, schemas, within)] as const,
  );
  return Object.fromEntries(members.filter(([, sample]) => sample !== undefined));
}

function arraySample(items: Schema, schemas: Schemas, within: readonly string[]): unknown[] {
  const sample = sampleOf(items, schemas, within);
  return sample === undefined ? [] : [sample];
}
