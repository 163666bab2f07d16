import type { Clock } from '#libs/kernel';
import type { RequestContext } from '#libs/request-context';
import type { KeyedRequest } from './idempotency-key.js';
import type { StoredReply } from './stored-reply.js';

/** The right to carry out a request. Taking it over changes its id, so that what the former holder still writes is refused. */
export interface Claim {
  readonly id: string;
  readonly request: KeyedRequest;
  /** The results of the steps that earlier attempts have done. */
  readonly steps: Steps;
  /** The response reports failures that may be temporary, so it is not stored. */
  isIncomplete?: true;
}

/** Results by name of the step. */
export type Steps = Readonly<Record<string, unknown>>;

/** Rows that a request has created, in the order of their creation. */
export type Effect = readonly { readonly table: string; readonly id: string }[];

export type ClaimResult =
  /** To be carried out, or continued. */
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Was carried out by a process that died before it responded. */
  | { readonly kind: 'unanswered'; readonly claim: Claim; readonly effect: Effect }
  | { readonly kind: 'answered'; readonly reply: StoredReply };

const claims = new WeakMap<RequestContext, Claim>();

/** Makes the claim known to all that happens in the request's context. */
export function bindClaim(context: RequestContext, claim: Claim): void {
  claims.set(context, claim);
}

export function claimOf(context: RequestContext | null | undefined): Claim | undefined {
  return context ? claims.get(context) : undefined;
}

/** Shorter than the first lock, since only the response or the next step is left to do: a repetition after a crash waits no longer. */
const LOCK_SECONDS = 10;

export function extendedLock(clock: Clock): Date {
  return new Date(clock.now().getTime() + LOCK_SECONDS * 1_000);
}
