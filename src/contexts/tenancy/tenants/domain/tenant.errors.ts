import { atField, defineRefusal, EXAMPLE_ID, refuse, type DomainError, type Refusal } from '#libs/kernel';
import type { TenantStatus } from './tenant-status.js';

export const slugInUse = defineRefusal({
  code: 'tenant.slug_taken',
  kind: 'conflict',
  detail: 'The slug belongs to another tenant.',
  remedy: 'Choose another slug.',
  pointer: '/slug',
  members: { existingId: EXAMPLE_ID },
});

/** For strangers, who are not to learn whose it is. */
export const addressTaken = defineRefusal({
  code: 'tenant.address_taken',
  kind: 'conflict',
  detail: 'This address is taken. Choose another slug.',
  meaning: 'The slug, or the address that follows from it, belongs to another account.',
  remedy: 'Choose another slug.',
  pointer: '/slug',
});

export const schemaInUse = defineRefusal({
  code: 'tenant.schema_taken',
  kind: 'conflict',
  detail: 'The schema exists already.',
  remedy: 'Choose another name for the schema.',
  pointer: '/schemaName',
});

export const domainInUse = defineRefusal({
  code: 'tenant.domain_taken',
  kind: 'conflict',
  detail: 'The domain is in use already.',
  remedy: 'Choose another domain.',
  pointer: '/domain',
});

export const badName = defineRefusal({
  code: 'tenant.invalid_name',
  kind: 'invalid',
  detail: 'The slug, name, schema or domain of a tenant has not the form of one, or is reserved.',
  remedy: 'Choose one in the form that `detail` gives.',
});

const noSuchTenant = defineRefusal({
  code: 'tenant.not_found',
  kind: 'not_found',
  detail: 'There is no such tenant.',
  remedy: 'Compare the slug with the list of tenants.',
});

export const invalidTransition = defineRefusal({
  code: 'tenant.invalid_transition',
  kind: 'conflict',
  detail: 'The status of the tenant does not allow it.',
  remedy: 'Suspend only what is open, and resume only what is suspended: `currentStatus` says which it is.',
  members: { currentStatus: 'suspended' },
});

export const noTrial = defineRefusal({
  code: 'tenant.not_on_trial',
  kind: 'conflict',
  detail: 'The tenant is not on trial.',
  meaning: 'A trial that is over, or was never begun, has no end that could be changed.',
  remedy: 'Change the subscription of the tenant instead.',
  members: { currentStatus: 'active' },
});

export const noReason = defineRefusal({
  code: 'tenant.reason_missing',
  kind: 'invalid',
  detail: 'Say why, in up to 500 characters: the reason stands in the audit log.',
  remedy: 'Give a reason.',
  pointer: '/reason',
});

export const tenantClosed = defineRefusal({
  code: 'tenant.closed',
  kind: 'forbidden',
  detail: 'This account is closed. Ask whoever runs it, or the operators of this installation.',
  meaning: 'The account is suspended or canceled.',
  remedy: 'Ask whoever runs the account, or the operators of this installation.',
  members: { currentStatus: 'suspended' },
  usualFor: 'accounts',
});

export const tenantNotReadable = defineRefusal({
  code: 'tenant.not_readable',
  kind: 'conflict',
  detail:
    'The tables of the tenant cannot be read: it is closed, or its schema has an older version than this program needs.',
  remedy: 'Read what the registry says of it. Resume or migrate the tenant to see more.',
  members: { currentStatus: 'suspended' },
});

/** Its schema is older or newer than this program: the others go on meanwhile. */
export const beingMigrated = defineRefusal({
  code: 'tenant.being_migrated',
  kind: 'unavailable',
  detail: 'This account is being updated. Try again in a moment.',
  meaning: 'The account is being updated.',
  remedy: 'Repeat the request after the seconds of Retry-After.',
  retryAfterSeconds: 5,
  usualFor: 'accounts',
});

export function slugTaken(slug: string, holder: { id: string; name: string }): DomainError {
  const detail = `The slug "${slug}" belongs to the tenant "${holder.name}" (${holder.id}). Choose another one.`;
  return taken(slugInUse, detail, holder.id);
}

export function schemaTaken(schema: string, holder: { id: string; name: string } | undefined): DomainError {
  const owner = holder
    ? `belongs to the tenant "${holder.name}" (${holder.id})`
    : 'exists in the database but in no registry entry';
  return taken(schemaInUse, `The schema "${schema}" ${owner}. Choose another name.`, holder?.id);
}

/** The holder stays unnamed: whose domain it is concerns nobody else. */
export function domainTaken(domain: string, pointer = '/domain'): DomainError {
  return taken(atField(domainInUse, pointer), `The domain "${domain}" is in use already.`);
}

function taken(refusal: Refusal, detail: string, existingId?: string): DomainError {
  return refuse(refusal, { detail, members: existingId ? { existingId } : {} });
}

export function invalidName(pointer: string, detail: string): DomainError {
  return refuse(atField(badName, pointer), { detail });
}

/** @param calledNow what a tenant that had the slug is called since */
export function unknownTenant(slug: string, calledNow?: string): DomainError {
  const since = calledNow === undefined ? '' : ` The one that was called so is "${calledNow}" now.`;
  return refuse(noSuchTenant, { detail: `There is no tenant "${slug}".${since}` });
}

export function notOnTrial(slug: string, status: TenantStatus): DomainError {
  const detail = `The tenant "${slug}" is ${status}, not on trial.`;
  return refuse(noTrial, { detail, members: { currentStatus: status } });
}

export function wrongState(slug: string, status: TenantStatus, wanted: string): DomainError {
  const detail = `The tenant "${slug}" is ${status} and cannot be ${wanted}.`;
  return refuse(invalidTransition, { detail, members: { currentStatus: status } });
}

export function closedTenant(status: TenantStatus): DomainError {
  return refuse(tenantClosed, { members: { currentStatus: status } });
}
