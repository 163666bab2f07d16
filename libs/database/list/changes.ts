import { atOrAfter, before, type Condition } from './conditions.js';
import type { SortColumn } from './sort.js';

interface Offer {
  readonly updatedAt?: string;
  readonly filters: Readonly<Record<string, Condition>>;
  readonly sorts: Readonly<Record<string, SortColumn>>;
}

/** For whoever keeps a copy of the rows: the same filters and sort on every list that names the time of the last change. */
export function offeringChanges<Spec extends Offer>(spec: Spec): Spec {
  const { updatedAt: column, filters, sorts } = spec;
  if (column === undefined) return spec;
  return {
    ...spec,
    filters: { ...filters, updatedAfter: atOrAfter(column), updatedBefore: before(column) },
    sorts: { ...sorts, updatedAt: { column, type: 'timestamptz' } },
  };
}
