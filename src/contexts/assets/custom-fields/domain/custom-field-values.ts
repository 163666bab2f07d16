import { atField, checkAll, refuse } from '#libs/kernel';
import { fieldArchived, invalidFilter, valueRequired, wrongValue } from './custom-field.errors.js';
import { customFieldRules, type CustomFieldType, type CustomValue } from './custom-field-type.js';

/** A field as values are judged by it. */
export interface KnownField {
  readonly key: string;
  readonly label: string;
  readonly type: CustomFieldType;
  readonly options: readonly string[];
  readonly required: boolean;
  readonly isArchived: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Names that no field defines are the account's own business. A value that was there before is taken as it is, although its field
 * may have changed since.
 * @throws DomainError 422 naming every value at fault
 */
export function assertValidValues(fields: readonly KnownField[], values: Values, before: Values = {}): void {
  checkAll(
    ...fields.map((field) => () => assertValue(field, ownValue(values, field.key), ownValue(before, field.key))),
  );
}

function assertValue(field: KnownField, value: unknown, before: unknown): void {
  const { key, label, type, options, required, isArchived } = field;
  const at = `/customFields/${key}`;
  if (value === undefined || value === null) {
    if (required && !isArchived) throw refuse(atField(valueRequired, at), { detail: `${label} is required.` });
    return;
  }
  if (value === before) return;
  if (isArchived) throw refuse(atField(fieldArchived, at));
  const { fits, expected } = customFieldRules[type];
  if (!fits(value, options)) throw refuse(atField(wrongValue, at), { detail: `${label} must be ${expected}.` });
}

/**
 * The values that must be there; of names that no field defines as text.
 * @param conditions such as `stops:6`
 * @throws DomainError 400 `custom_field.invalid_filter`
 */
export function filterValues(
  fields: readonly KnownField[],
  conditions: readonly string[],
): Record<string, CustomValue> {
  const values = new Map<string, CustomValue>();
  for (const condition of conditions) {
    const [key, text] = split(condition);
    const field = fields.find((known) => known.key === key);
    if (values.has(key)) throw refuse(invalidFilter, { detail: `The field "${key}" is named twice.` });
    values.set(key, field ? valueOf(field, text) : text);
  }
  return Object.fromEntries(values);
}

function split(condition: string): [key: string, text: string] {
  const at = condition.indexOf(':');
  if (at < 0) throw refuse(invalidFilter, { detail: `"${condition}" is not of the form key:value.` });
  return [condition.slice(0, at), condition.slice(at + 1)];
}

function valueOf({ key, type, options }: KnownField, text: string): CustomValue {
  const value = read(type, text);
  // there may be values of an option that there was before
  const { fits, expected } = customFieldRules[type === 'choice' ? 'text' : type];
  if (!fits(value, options)) throw refuse(invalidFilter, { detail: `"${key}" must be ${expected}.` });
  return value;
}

function read(type: CustomFieldType, text: string): CustomValue {
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function ownValue(values: Values, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
