import { LRUCache } from 'lru-cache';
import type { Signals } from '#libs/signals';

/**
 * Answers of the last seconds, so that not every request has to query its tenant. Bounded: under a flood of invented keys the least
 * recently used are dropped. Failures are not stored, and nothing is while signals are not reliable.
 */
export class RecentAnswers<T> {
  private readonly answers: LRUCache<string, Promise<T>>;

  constructor(
    milliseconds: number,
    most: number,
    private readonly signals: Pick<Signals, 'areReliable'>,
  ) {
    this.answers = new LRUCache({ max: most, ttl: milliseconds, ttlResolution: 0 });
  }

  /** The stored answer, or that of `ask`, which runs once for all callers at the same time. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    if (!this.signals.areReliable) return ask();
    const kept = this.answers.get(key);
    if (kept) return kept;
    const answer = ask();
    this.answers.set(key, answer);
    answer.catch(() => this.drop(key, answer));
    return answer;
  }

  clear(): void {
    this.answers.clear();
  }

  private drop(key: string, answer: Promise<T>): void {
    if (this.answers.peek(key) === answer) this.answers.delete(key);
  }
}
