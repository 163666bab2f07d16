import { AsyncLocalStorage } from 'node:async_hooks';
import { defineRefusal, notFound, refuse } from '#libs/kernel';

/** A tenant as work in progress needs it: the schema of its rows, and the database role that may access them. */
export interface TenantRef {
  readonly id: string;
  readonly slug: string;
  readonly schema: string;
  /** The tenant's read-write role; null when the database runs with ISOLATION=schema. */
  readonly role: string | null;
  /** IANA zone for schedules and facilities without one of their own. */
  readonly timezone: string;
}

/** The API key by which a program acts in the name of a user. */
export interface ActingKey {
  readonly id: string;
  readonly name: string;
}

/** What is left of the permissions of somebody whose account lets them do less for now. */
export type Restriction = 'read_only' | 'own_account';

/** An operator who acts as a user. */
export interface Impersonation {
  readonly operatorId: string;
  readonly operatorName: string;
  readonly isReadOnly: boolean;
}

export interface UserActor {
  readonly kind: 'user';
  readonly id: string;
  readonly role: string;
  /** Of a key only those that both the key and its user have. */
  readonly permissions: ReadonlySet<string>;
  /** Absent for users who may do all that their permissions allow. */
  readonly restriction?: Restriction;
  /** Absent where a key acts. */
  readonly sessionId?: string;
  readonly apiKey?: ActingKey;
  /** When the credentials of the session were given. */
  readonly authenticatedAt?: Date;
  /** Has to add a second factor before anything else. */
  readonly mayOnlyEnrol?: boolean;
  /** Present where it is not the user who acts. */
  readonly impersonation?: Impersonation;
}

/** One of the people who run the platform. */
interface OperatorActor {
  readonly kind: 'operator';
  readonly id: string;
  readonly permissions: ReadonlySet<string>;
  readonly sessionId: string;
  readonly authenticatedAt?: Date;
}

export type Actor =
  { readonly kind: 'anonymous' } | UserActor | OperatorActor | { readonly kind: 'system'; readonly name: string };

/** Actor, tenant and request of the work in progress: one object for each request, job run or delivered event. */
export interface RequestContext {
  readonly requestId: string;
  readonly actor: Actor;
  readonly tenant?: TenantRef;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly traceparent?: string;
  /** Why the caller does this, in their words; stands in the platform's audit log. */
  reason?: string;
  /** Set when If-Match names several versions: any of them may be the current one. */
  seenVersions?: readonly number[];
  /** Set where If-Match names no version at all: why nothing matches it. */
  staleDetail?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

let enter = <T>(work: () => T): T => work();

/** Wraps each new context, for state that a context inside another one must not inherit, such as an open transaction of another tenant. */
export function setContextBoundary(boundary: <T>(work: () => T) => T): void {
  enter = boundary;
}

/** For what carries a context on by itself, such as a request; all other work enters a tenant by `runInTenant`. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, () => enter(work));
}

/** For background work that a request, a job or a delivery sets off, and that goes on by itself: it begins in no context and no transaction. */
export function runOutside<T>(work: () => T): T {
  return storage.exit(() => enter(work));
}

/**
 * Carries the current context on to what a stream does after its request: only there, as whoever asked, and in no transaction, whatever
 * sets it off.
 */
export function carryContext(): <T>(work: () => T) => T {
  const context = currentContext();
  return (work) => runOutside(() => runInContext(context, work));
}

export function findContext(): RequestContext | undefined {
  return storage.getStore();
}

export function currentContext(): RequestContext {
  const context = storage.getStore();
  if (!context) throw new Error('This code runs outside of any request, job or command context.');
  return context;
}

const noTenant = defineRefusal({
  code: 'tenant.not_bound',
  kind: 'malformed',
  detail: 'This needs a tenant and the request names none.',
  remedy: 'Sign in to an account.',
});

/** @throws DomainError `tenant.not_bound`, since work on tenant data never falls back to a default tenant */
export function currentTenant(): TenantRef {
  const tenant = storage.getStore()?.tenant;
  if (!tenant) throw refuse(noTenant);
  return tenant;
}

export function currentActor(): Actor {
  return currentContext().actor;
}

/** Has everything that this request or command writes to the platform's audit log say why it was done. */
export function giveReason(reason: string): void {
  currentContext().reason = reason;
}

/** The name under which calls are counted and repetitions recognised: each key has its own, and an operator who acts as a user. */
export function principalOf({ id, apiKey, impersonation }: UserActor): string {
  if (impersonation) return `operator:${impersonation.operatorId}`;
  return apiKey ? `api_key:${apiKey.id}` : `user:${id}`;
}

/** The signed-in user, or the one in whose name a key acts; null when the system itself acts. */
export function currentUserId(): string | null {
  const actor = storage.getStore()?.actor;
  return actor?.kind === 'user' ? actor.id : null;
}

/**
 * The id of a user who sees only their own rows; null for callers who see all rows, by the permission or as the system.
 * @throws DomainError `resource.not_found` for actors that are no user, since no rows are theirs
 */
export function limitedTo(permission: string): string | null {
  const actor = currentActor();
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'user') throw notFound();
  return actor.permissions.has(permission) ? null : actor.id;
}
