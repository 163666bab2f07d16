import type { ProbeSession } from './probe-session.js';

/** A table that the caller must not reach, and the role that may. */
export interface Target {
  readonly schema: string;
  readonly table: string;
  /** Null with ISOLATION=schema. */
  readonly role: string | null;
}

/** One way in which a mistake of the program, or an attacker's text in one of its statements, could get at a table of others. */
export interface Door {
  readonly name: string;
  /** @returns whether it got through; otherwise it may also fail, with the SQLSTATE of a refusal */
  attempt(session: ProbeSession, target: Target): Promise<boolean>;
  /** The refusals that close it; default: those of missing rights. All other errors leave open whether it is closed. */
  readonly refusals?: readonly string[];
  /** Closed for the caller's own tables as well: on them it cannot be shown that the attempt works. */
  readonly isForNobody?: boolean;
  /** Tried once for each schema, since it does not depend on the table. */
  readonly isOfSchema?: boolean;
  /** The tables that it can be tried on; default: all. */
  canTry?(session: ProbeSession, target: Target): boolean;
}

const INSUFFICIENT_PRIVILEGE = '42501';

/** @throws the error when it says nothing about the door */
export function refusedBy(error: unknown, { refusals = [INSUFFICIENT_PRIVILEGE] }: Door): boolean {
  return refusals.includes(String((error as { code?: unknown }).code));
}
