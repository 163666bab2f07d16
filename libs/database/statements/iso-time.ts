/**
 * Converts `2026-11-22 10:00:00.5+00`, as PostgreSQL writes a timestamptz in a UTC session, to `2026-11-22T10:00:00.500Z`. It works on
 * text, because parsing dates takes half of the time of a list.
 */
export function isoUtc(text: string): string;
export function isoUtc(text: string | null): string | null;
export function isoUtc(text: string | null): string | null {
  if (text === null) return null;
  if (text.length < 22 || text.charCodeAt(10) !== 32 || !text.endsWith('+00')) return new Date(text).toISOString();
  const fraction = text.slice(19, -3);
  const milliseconds = fraction === '' ? '.000' : fraction.padEnd(4, '0').slice(0, 4);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${milliseconds}Z`;
}
