import { getSchemaPath } from '@nestjs/swagger';
import { field, type FieldOptions } from './field.js';
import { readDto, type DtoClass } from './dto-reader.js';
import { fault, pointerTo, type ValueKind } from './value-kind.js';

export interface ArrayRules {
  /** The kind of the members, such as `items.uuid()` or `items.object(PartUsageDto)`. */
  readonly of: ValueKind;
  readonly maxItems: number;
  readonly minItems?: number;
  readonly unique?: boolean;
}

export const object = <T extends object>(type: DtoClass<T>): ValueKind<T> => ({
  read: (value, pointer, faults) =>
    isPlainObject(value)
      ? readDto(type, value, pointer, faults)
      : fault(faults, pointer, 'field.type', 'must be an object'),
  schema: { type: () => type },
});

/** In a query string the members are separated by commas, or the parameter is repeated: `status=assigned,in_progress`. */
export const array = (rules: ArrayRules): ValueKind<unknown[]> => {
  const { of, maxItems, minItems = 0, unique = false } = rules;
  return {
    read: (value, pointer, faults) => {
      if (!Array.isArray(value)) return fault(faults, pointer, 'field.type', 'must be an array');
      if (value.length < minItems)
        return fault(faults, pointer, 'field.too_few_items', `must have at least ${minItems} items`);
      if (value.length > maxItems)
        return fault(faults, pointer, 'field.too_many_items', `must have at most ${maxItems} items`);
      const members = value.map((item: unknown, index) => of.read(item, pointerTo(pointer, String(index)), faults));
      if (unique && new Set(members).size < members.length)
        return fault(faults, pointer, 'field.duplicate_items', 'must not name anything twice');
      return members;
    },
    schema: {
      ...arraySchema(of),
      maxItems,
      ...(minItems > 0 && { minItems }),
      ...(unique && { uniqueItems: true }),
    },
    ...(of.input && { input: { items: of.input } }),
    ...(of.inList && { inQuery: { items: of.inList } }),
    fromText: (text) => text.split(',').map((part) => (of.fromText ? of.fromText(part) : part)),
    isList: true,
  };
};

const MAX_ATTRIBUTES = 50;
const MAX_ATTRIBUTE_LENGTH = 1_000;

/** Values under names that the client chooses: text, numbers and booleans. */
const attributes: ValueKind<Record<string, unknown>> = {
  read: (value, pointer, faults) => {
    if (!isPlainObject(value)) return fault(faults, pointer, 'field.type', 'must be an object');
    const entries = Object.entries(value);
    if (entries.length > MAX_ATTRIBUTES)
      return fault(faults, pointer, 'field.too_many_items', `must have at most ${MAX_ATTRIBUTES} members`);
    for (const [name, member] of entries) {
      if (!isAttribute(name, member))
        fault(
          faults,
          pointerTo(pointer, name),
          'field.type',
          `must be a number, true, false or a text of at most ${MAX_ATTRIBUTE_LENGTH} characters`,
        );
    }
    return value;
  },
  schema: {
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/AttributeValue' },
  },
  input: { maxProperties: MAX_ATTRIBUTES },
};

/** As components of the document. Each has a single type, since generators do not support several. */
export const attributeSchemas = {
  AttributeValue: {
    description: 'A text, a number, true or false',
    anyOf: [
      { type: 'string', maxLength: MAX_ATTRIBUTE_LENGTH },
      { type: 'number', format: 'double' },
      { type: 'boolean' },
    ],
  },
};

/** Only in answers: JSON whose members something else says. */
const json: ValueKind<Record<string, unknown>> = {
  read: (value, pointer, faults) =>
    isPlainObject(value) ? value : fault(faults, pointer, 'field.type', 'must be an object'),
  schema: { type: 'object', additionalProperties: true },
};

export const ObjectField = (options: FieldOptions & { readonly type: DtoClass }) =>
  field(object(options.type), options);
/** The resource that an id refers to: present only with `expand=<name of the property>`, and null where the id is. */
export const ExpansionField =
  ({ type, description }: { readonly type: DtoClass; readonly description: string }): PropertyDecorator =>
  (target, key) =>
    ObjectField({
      type,
      description: `${description}; only with expand=${String(key)}`,
      optional: true,
      nullable: true,
    })(target, key);
export const ArrayField = (options: FieldOptions & ArrayRules) => field(array(options), options);
export const AttributesField = (options: FieldOptions) => field(attributes, options);
export const JsonField = (options: FieldOptions) => field(json, options);

function arraySchema({ schema }: ValueKind): object {
  if (typeof schema.type === 'function') return { type: schema.type, isArray: true };
  // Nest would drop maxItems of an array of named values in a query
  const name = 'enumName' in schema && schema.enumName;
  return { type: 'array', items: name ? { $ref: getSchemaPath(name) } : schema };
}

function isAttribute(name: string, member: unknown): boolean {
  if (!isStorable(name) || name.length > 100) return false;
  if (typeof member === 'string') return member.length <= MAX_ATTRIBUTE_LENGTH && isStorable(member);
  return typeof member === 'boolean' || Number.isFinite(member);
}

function isStorable(text: string): boolean {
  return !/\0|\p{Cs}/u.test(text);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
