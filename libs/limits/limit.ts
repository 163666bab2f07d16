import type { DomainError } from '#libs/kernel';

/** One of the limits that apply to a call. Times are those of a monotonic clock, in milliseconds. */
export interface Limit {
  hasRoom(now: number): boolean;
  /** There is no room, and asking for more would be useless just now. */
  isBlocked(now: number): boolean;
  use(now: number): void;
  /** Asks for more in the background before it runs out. */
  refillIfLow(now: number): void;
  refilled(): Promise<void>;
  refusal(now: number): DomainError;
}
