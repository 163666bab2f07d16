import type { ListRequest } from '#libs/kernel';
import type { ListParameters } from './page-query.js';

/** A list's query in the terms of a tenant list: every parameter that does not page is a filter, `q` included. */
export function listRequest(query: ListParameters): ListRequest {
  const { limit, cursor, sort, include, expand: _expand, ...filters } = query;
  return { limit, cursor, sort, includeTotal: include === 'total', filters };
}
