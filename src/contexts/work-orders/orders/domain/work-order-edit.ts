import { longTexts } from './work-order-columns.js';
import type { HistoryFacts } from './work-order-history-entry.entity.js';

type Value = string | number | Date | object | null | undefined;

/** The history lines of an edit: one for each field whose value differs. */
export function editHistory(current: object, changes: object): Map<string, HistoryFacts> {
  const values = current as Record<string, Value>;
  const differing = Object.entries(changes as Record<string, Value>).filter(
    ([field, value]) => value !== undefined && textOf(value) !== textOf(values[field]),
  );
  return new Map(differing.map(([field, value]) => [field, lineOf(field, values[field], value)]));
}

function lineOf(field: string, before: Value, after: Value): HistoryFacts {
  const action = `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_changed`;
  return longTexts.has(field) || isObject(after)
    ? { action }
    : { action, oldValue: textOf(before), newValue: textOf(after) };
}

function textOf(value: Value): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return isObject(value) ? JSON.stringify(value) : String(value);
}

function isObject(value: Value): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
