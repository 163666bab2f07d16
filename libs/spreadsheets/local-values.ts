/** How people of a place write numbers and dates. */
export interface LocalValues {
  /** As a program writes it; what is no number stays as it is. */
  number(text: string): string;
  /** As YYYY-MM-DD; what is no date stays as it is. */
  date(text: string): string;
}

/** Numbers and dates as programs write them are understood in every place, since neither looks like one of people. */
export function localValues(locale: string | undefined): LocalValues {
  if (locale === undefined) return { number: (text) => text, date: (text) => text };
  const { group, decimal } = numberSigns(locale);
  const order = dateOrder(locale);
  return {
    number: (text) => plainNumber(text, group, decimal),
    date: (text) => plainDate(text, order),
  };
}

interface NumberSigns {
  readonly group: string;
  readonly decimal: string;
}

function numberSigns(locale: string): NumberSigns {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(
    -1_234_567.8,
  );
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: sign('group'), decimal: sign('decimal') };
}

/** Of spaces people type another one than the locale has, and of apostrophes too. */
function plainNumber(text: string, group: string, decimal: string): string {
  const alike = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'");
  const separator = /[\s\u00a0\u202f]/.test(group) ? ' ' : group.replaceAll('’', "'");
  const [whole = '', fraction, ...more] = alike.split(decimal);
  if (more.length > 0) return text;
  const groups = whole.split(separator);
  const isGrouped = groups.length > 1 && groups.slice(1).every((digits) => /^\d{3}$/.test(digits));
  const digits = isGrouped ? groups.join('') : whole;
  if (!/^-?\d+$/.test(digits) || (fraction !== undefined && !/^\d+$/.test(fraction))) return text;
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

type DatePart = 'day' | 'month' | 'year';

function dateOrder(locale: string): readonly DatePart[] {
  const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' });
  const isPart = (type: string): type is DatePart => type === 'day' || type === 'month' || type === 'year';
  return format
    .formatToParts(new Date(0))
    .map(({ type }) => type)
    .filter(isPart);
}

const datePattern = /^(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?$/;

function plainDate(text: string, order: readonly DatePart[]): string {
  const match = datePattern.exec(text.trim());
  if (!match) return text;
  const part = (name: DatePart) => match[order.indexOf(name) + 1] ?? '';
  // a year of four digits in front is the date of a program
  if (match[1]!.length === 4 && order[0] !== 'year') return text;
  if (part('year').length !== 4 || part('day').length > 2 || part('month').length > 2) return text;
  return `${part('year')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
}
