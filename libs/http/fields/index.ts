export { isDtoClass } from './dto-class.js';
import { integer, decimal } from './number-fields.js';
import { array, object } from './object-fields.js';
import { money } from './money-field.js';
import { kinds } from './text-fields.js';
import { date, dateTime, localDateTime } from './time-fields.js';

/** The kinds of value that arrays are made of: `@ArrayField({ of: items.uuid(), maxItems: 100, … })`. */
export const items = { ...kinds, integer, decimal, date, dateTime, localDateTime, money, object, array };

export {
  AtLeastOne,
  AtMostOne,
  bodyRulesOf,
  Defaults,
  defaultsOf,
  isOptionalBody,
  NeededWith,
  OptionalBody,
  Together,
  type BodyRule,
} from './body-rules.js';
export { bodyExamplesOf, Example, Examples } from './body-examples.js';
export { CurrencyField, LocaleField } from './code-fields.js';
export { enumeration, type Enumeration } from './enumeration.js';
export { readDto, fieldsOf, type DtoClass } from './dto-reader.js';
export type { FieldOptions } from './field.js';
export { hiddenCost, MoneyDto, MoneyField } from './money-field.js';
export { BooleanField, DecimalField, IntegerField } from './number-fields.js';
export { ArrayField, AttributesField, ExpansionField, isPlainObject, JsonField, ObjectField } from './object-fields.js';
export {
  EmailField,
  EnumField,
  PasswordField,
  SecretField,
  StringField,
  TextField,
  TimezoneField,
  UuidField,
} from './text-fields.js';
export { hasSecrets } from './secrets.js';
export { unknownField } from './unknown-field.js';
export { DateField, DateTimeField, LocalDateTimeField } from './time-fields.js';
export { fault, MAX_FAULTS, moreFaults, pointerTo, collectFaults, type ValueKind } from './value-kind.js';
