import { forbidden, refuse } from '#libs/kernel';
import type { Actor, UserActor } from '#libs/request-context';
import {
  apiKeyNotAccepted,
  emailNotVerified,
  notWhileImpersonating,
  signInRequired,
  twoFactorRequired,
} from '../problem/standard-problems.js';
import { neededPermission, type Access } from '../access/access.js';

/** @throws DomainError `unauthenticated` when nobody is signed in, `forbidden` when the actor lacks access */
export function assertAccess(access: Access, actor: Actor, method: string): void {
  if (access.kind === 'public') return;
  if (actor.kind === 'anonymous') throw refuse(signInRequired);
  if (isImpersonation(actor)) assertOpenToImpersonation(access, actor, method);
  if (mayOnlyEnrol(actor) && !isForEnrolling(access)) throw refuse(twoFactorRequired);
  if (isForPeople(access) && isApiKey(actor)) throw refuse(apiKeyNotAccepted);
  if (!isAllowed(access, actor)) throw refuse(forbidden, { detail: denialDetail(access, actor) });
  if (isRestricted(access, actor, method)) throw refuse(emailNotVerified);
}

/** Of users whose e-mail address is not verified, in an account that lets them do less for it. */
function isRestricted(access: Access, actor: Actor, method: string): boolean {
  if (actor.kind !== 'user' || actor.restriction === undefined) return false;
  if (access.kind === 'signed_in' && access.unverified) return false;
  return actor.restriction === 'own_account' || (method !== 'GET' && method !== 'HEAD');
}

function isImpersonation(actor: Actor): actor is UserActor {
  return actor.kind === 'user' && actor.impersonation !== undefined;
}

/** What is the user's own is changed by the user alone. */
function assertOpenToImpersonation(access: Access, { impersonation }: UserActor, method: string): void {
  if (method === 'GET' || method === 'HEAD') return;
  if (impersonation!.isReadOnly || access.kind === 'signed_in') throw refuse(notWhileImpersonating);
}

function mayOnlyEnrol(actor: Actor): boolean {
  return actor.kind === 'user' && actor.mayOnlyEnrol === true;
}

function isForEnrolling(access: Access): boolean {
  return access.kind === 'signed_in' && access.enrolling;
}

function isForPeople(access: Access): boolean {
  return access.kind === 'signed_in' && !access.apiKeys;
}

function isApiKey(actor: Actor): boolean {
  return actor.kind === 'user' && actor.apiKey !== undefined;
}

/** Names the permission, because the user has to ask an administrator for it. */
function denialDetail(access: Access, actor: Actor): string {
  const permission = isForActor(access, actor) && neededPermission(access);
  if (!permission) return forbidden.detail;
  const whoLacksIt = isApiKey(actor) ? ', which the API key or its creator lacks' : '';
  return `This needs the permission ${permission}${whoLacksIt}.`;
}

function isAllowed(access: Access, actor: Actor): boolean {
  if (!isForActor(access, actor)) return false;
  const permission = neededPermission(access);
  return permission === undefined || actor.permissions.has(permission);
}

type PersonActor = Extract<Actor, { readonly permissions: unknown }>;

/** Operators call their own routes alone, and users theirs. */
function isForActor(access: Access, actor: Actor): actor is PersonActor {
  return actor.kind === (access.kind === 'operator' ? 'operator' : 'user');
}
