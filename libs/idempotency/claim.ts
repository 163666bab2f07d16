import type { Clock } from '#libs/kernel';
import type { RequestContext } from '#libs/request-context';
import type { KeyedRequest } from './idempotency-key.js';
import type { StoredReply } from './stored-reply.js';

/** The right to carry a request out. Whoever takes it over gives it another id, and what the former holder still writes is refused. */
export interface Claim {
  readonly id: string;
  readonly request: KeyedRequest;
  /** What earlier attempts have given, step by step. */
  readonly steps: Steps;
  /** The answer to come tells of failures that a repetition may not meet: it is not kept. */
  isUnfinished?: true;
}

/** Results by the names of the steps. */
export type Steps = Readonly<Record<string, unknown>>;

/** Rows that a request created before it lost its answer, in the order of their creation. */
export type Effect = readonly { readonly table: string; readonly id: string }[];

export type Found =
  /** To be carried out, or to be gone on with. */
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

/** After the effect only its answer is left to do, after a step the next one. Whoever repeats the request after a crash waits no longer. */
const SECONDS_TO_GO_ON = 10;

export function lockedWhileWorking(clock: Clock): Date {
  return new Date(clock.now().getTime() + SECONDS_TO_GO_ON * 1_000);
}
