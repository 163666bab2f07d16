import { findContext } from '#libs/request-context';

/** Where the keys of whoever acts stand: in the tenant's schema, those of operators in the shared tables. */
export function keySchema(): string {
  return findContext()?.tenant?.schema ?? 'public';
}
