import { randomBytes } from 'node:crypto';

/** The schema of a tenant that is not known yet: it says nothing, and is unlike any other. */
export function newSpareName(): string {
  return `tenant_${randomBytes(10).toString('hex')}`;
}
