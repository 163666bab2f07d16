import { atOrAfter, before, type Condition } from './conditions.js';
import type { ListSort } from './sort.js';

interface ChangeTrackedSpec {
  readonly updatedAt?: string;
  readonly filters: Readonly<Record<string, Condition>>;
  readonly sorts: Readonly<Record<string, ListSort>>;
}

/** Adds the same filters and sort by time of change to every list that names its column, for clients that keep a copy of the rows. */
export function withChangeFilters<Spec extends ChangeTrackedSpec>(spec: Spec): Spec {
  const { updatedAt: column, filters, sorts } = spec;
  if (column === undefined) return spec;
  return {
    ...spec,
    filters: { ...filters, updatedAfter: atOrAfter(column), updatedBefore: before(column) },
    sorts: { ...sorts, updatedAt: { column, type: 'timestamptz' } },
  };
}
