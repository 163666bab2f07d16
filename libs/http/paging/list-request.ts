import type { ListParameters } from './page-query.js';

export interface ListRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  readonly includeTotal?: boolean;
  readonly filters: Readonly<Record<string, unknown>>;
}

/** A list's query in the terms of a tenant list: every parameter that does not page is a filter, `q` included. */
export function listRequest(query: ListParameters): ListRequest {
  const { limit, cursor, sort, include, expand: _expand, ...filters } = query;
  return { limit, cursor, sort, includeTotal: include === 'total', filters };
}
