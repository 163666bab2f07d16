import { field, type FieldOptions } from './field.js';
import { fault, type ValueKind } from './value-kind.js';

// Values that a standard lists.

const currencies = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

export const notACurrency = 'must be an ISO 4217 code such as "USD"';

const currency = (): ValueKind<string> => ({
  read: (value, pointer, faults) =>
    typeof value === 'string' && isCurrency(value) ? value : fault(faults, pointer, 'field.currency', notACurrency),
  schema: { type: 'string', minLength: 3, maxLength: 3, pattern: '^[A-Z]{3}$' },
});

/** Language, script, region and variants; no extensions, which say what other fields do. */
const localeForm = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const locale = (): ValueKind<string> => ({
  read: (value, pointer, faults) =>
    (typeof value === 'string' ? knownLocale(value) : undefined) ??
    fault(faults, pointer, 'field.locale', 'must be a BCP 47 language tag such as "de-DE"'),
  schema: { type: 'string', minLength: 2, maxLength: 35, pattern: localeForm.source },
});

/** ISO 4217. */
export const CurrencyField = (options: FieldOptions) => field(currency(), options);
/** BCP 47, in whatever case, of a language that Intl knows. */
export const LocaleField = (options: FieldOptions) => field(locale(), options);

/** As BCP 47 writes it. */
function knownLocale(tag: string): string | undefined {
  if (tag.length > 35 || !localeForm.test(tag)) return undefined;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0];
  } catch {
    return undefined;
  }
}
