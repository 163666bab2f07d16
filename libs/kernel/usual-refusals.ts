import type { DomainError, FieldError } from './domain-error.js';
import { defineRefusal, refuse } from './refusal.js';

export const resourceNotFound = defineRefusal({
  code: 'resource.not_found',
  kind: 'not_found',
  detail: 'There is no such resource, or you may not see it.',
  remedy: 'Check the id, and whether the account is the right one. Nothing tells the absent from the invisible.',
});

/** The same response for what is absent, belongs to another tenant or is not visible to the caller, so that nobody can tell which. */
export function notFound(): DomainError {
  return refuse(resourceNotFound);
}

export const forbidden = defineRefusal({
  code: 'auth.forbidden',
  kind: 'forbidden',
  detail: 'You are not permitted to do this.',
  remedy: 'Ask an administrator for the permission that `detail` names.',
});

export const staleResource = defineRefusal({
  code: 'resource.stale',
  kind: 'stale',
  detail: 'The resource was changed by someone else since you read it. Read it again and repeat the change.',
  meaning: 'The resource was changed by someone else since it was read, or If-Match is no ETag of it.',
  remedy: 'Read the resource again, and repeat the change with the ETag of that answer.',
});

export const invalidRequest = defineRefusal({
  code: 'request.invalid',
  kind: 'invalid',
  detail: 'Some fields of the body are wrong; see errors.',
  meaning: 'The request is well-formed but wrong.',
  remedy: 'Correct each field that `errors` names.',
});

/** For faults in several fields, or codes that belong to no single context. */
export function invalidFields(errors: readonly FieldError[], detail = invalidRequest.detail): DomainError {
  return refuse(invalidRequest, { errors, detail });
}
