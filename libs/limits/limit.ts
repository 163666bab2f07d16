import type { DomainError } from '#libs/kernel';

/** One of the limits that a call is held against. Times are those of a monotonic clock, in milliseconds. */
export interface Limit {
  hasRoom(now: number): boolean;
  /** There is no room, and asking for some would be in vain just now. */
  isBlocked(now: number): boolean;
  use(now: number): void;
  /** Asks for more in the background, should it soon be needed. */
  lookAhead(now: number): void;
  refilled(): Promise<void>;
  refusal(now: number): DomainError;
}
