import type { ListRequest } from '#libs/kernel';
import type { ListParameters } from './page-query.js';

/** Converts a list's query to the request of a tenant list: every parameter that is not for paging is a filter, `q` included. */
export function listRequest(query: ListParameters): ListRequest {
  const { limit, cursor, sort, include, expand: _expand, ...filters } = query;
  return { limit, cursor, sort, includeTotal: include === 'total', filters };
}
