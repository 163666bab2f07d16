import { DomainError, invalidField } from '#libs/kernel';
import type { TenantStatus } from './tenant-status.js';

export function slugTaken(slug: string, holder: { id: string; name: string }): DomainError {
  const detail = `The slug "${slug}" belongs to the tenant "${holder.name}" (${holder.id}). Choose another one.`;
  return taken('tenant.slug_taken', '/slug', detail, holder.id);
}

export function schemaTaken(schema: string, holder: { id: string; name: string } | undefined): DomainError {
  const owner = holder
    ? `belongs to the tenant "${holder.name}" (${holder.id})`
    : 'exists in the database but in no registry entry';
  return taken(
    'tenant.schema_taken',
    '/schemaName',
    `The schema "${schema}" ${owner}. Choose another name.`,
    holder?.id,
  );
}

/** The holder stays unnamed: whose domain it is concerns nobody else. */
export function domainTaken(domain: string): DomainError {
  return taken('tenant.domain_taken', '/domain', `The domain "${domain}" is in use already.`);
}

function taken(code: string, pointer: string, detail: string, existingId?: string): DomainError {
  const errors = [{ pointer, code, detail }];
  return new DomainError(code, 'conflict', detail, { errors, members: existingId ? { existingId } : {} });
}

export function invalidName(pointer: string, detail: string): DomainError {
  return invalidField(pointer, 'tenant.invalid_name', detail);
}

export function unknownTenant(slug: string): DomainError {
  return new DomainError('tenant.not_found', 'not_found', `There is no tenant "${slug}".`);
}

export function wrongState(slug: string, status: TenantStatus, wanted: string): DomainError {
  return new DomainError(
    'tenant.invalid_transition',
    'conflict',
    `The tenant "${slug}" is ${status} and cannot be ${wanted}.`,
    {
      members: { currentStatus: status },
    },
  );
}

export function closedTenant(status: TenantStatus): DomainError {
  const detail = 'This account is closed. Ask whoever runs it, or the operators of this installation.';
  return new DomainError('tenant.closed', 'forbidden', detail, { members: { currentStatus: status } });
}

/** Its schema is older or newer than this program: the others go on meanwhile. */
export function beingMigrated(): DomainError {
  return new DomainError(
    'tenant.being_migrated',
    'unavailable',
    'This account is being updated. Try again in a moment.',
    {
      retryAfterSeconds: 5,
    },
  );
}
