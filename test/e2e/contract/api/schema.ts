/** JSON Schema as the OpenAPI document writes it, references resolved. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly example?: unknown;
  readonly default?: unknown;
  readonly writeOnly?: boolean;
}

const NULL = 'null';

/** Without the alternative null: `anyOf: [X, null]` is X. */
export function presentSchema(schema: Schema): Schema {
  const choices = schema.anyOf ?? schema.oneOf;
  const [present] = choices?.filter(({ type }) => type !== NULL) ?? [];
  if (present) return presentSchema(present);
  return schema.allOf?.length === 1 ? presentSchema(schema.allOf[0]!) : schema;
}

/** The type other than null. */
export function typeOf(schema: Schema): string | undefined {
  const { type } = presentSchema(schema);
  if (typeof type === 'string') return type;
  return type?.find((name) => name !== NULL);
}

/** Patterns that only exclude control characters. */
const freeForms = /^\^\[\^\\x00-/;

/** Whether any text is valid. */
export function isFreeText(schema: Schema): boolean {
  const { format, pattern, enum: values } = presentSchema(schema);
  return typeOf(schema) === 'string' && !format && !values && (pattern === undefined || freeForms.test(pattern));
}

export function isUuid(schema: Schema): boolean {
  return presentSchema(schema).format === 'uuid';
}

export function propertiesOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
  return schema ? (presentSchema(schema).properties ?? {}) : {};
}

/** Every place of a body where a value of this kind may stand: `['assigneeId']`, `['parts', '0', 'partId']`. */
export function placesOf(schema: Schema, wanted: (schema: Schema) => boolean): string[][] {
  const present = presentSchema(schema);
  if (wanted(present)) return [[]];
  const inItems = present.items ? placesOf(present.items, wanted).map((rest) => ['0', ...rest]) : [];
  const inMembers = Object.entries(present.properties ?? {}).flatMap(([name, member]) =>
    placesOf(member, wanted).map((rest) => [name, ...rest]),
  );
  return [...inItems, ...inMembers];
}
