export const customFieldTypes = ['text', 'number', 'boolean', 'date', 'choice'] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

/** What clients may send in a field. */
export type CustomValue = string | number | boolean;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

type Test = (value: unknown, options: readonly string[]) => boolean;

/** What fits each type, and what a refusal says that it must be. */
export const customFieldRules: Readonly<Record<CustomFieldType, { readonly fits: Test; readonly expected: string }>> = {
  text: { fits: (value) => typeof value === 'string', expected: 'a text' },
  number: { fits: (value) => typeof value === 'number', expected: 'a number' },
  boolean: { fits: (value) => typeof value === 'boolean', expected: 'true or false' },
  date: { fits: isDate, expected: 'a date that exists, as YYYY-MM-DD' },
  choice: { fits: (value, options) => options.includes(value as string), expected: 'one of the options' },
};
