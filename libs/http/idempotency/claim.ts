import type { RequestContext } from '#libs/request-context';
import type { KeyedRequest } from './idempotency-key.js';
import type { StoredReply } from './stored-reply.js';

/** The right to carry a request out. Whoever takes it over gives it another id, and what the former holder still writes is refused. */
export interface Claim {
  readonly id: string;
  readonly request: KeyedRequest;
}

/** Rows that a request created before it lost its answer, in the order of their creation. */
export type Effect = readonly { readonly table: string; readonly id: string }[];

export type Found =
  /** To be carried out. */
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Was carried out by a process that did not live to answer. */
  | { readonly kind: 'unanswered'; readonly claim: Claim; readonly effect: Effect }
  | { readonly kind: 'answered'; readonly reply: StoredReply };

const claims = new WeakMap<RequestContext, Claim>();

/** Ties the claim to all that happens in the request's context. */
export function bindClaim(context: RequestContext, claim: Claim): void {
  claims.set(context, claim);
}

export function claimOf(context: RequestContext | null | undefined): Claim | undefined {
  return context ? claims.get(context) : undefined;
}
