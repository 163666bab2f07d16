import { LRUCache } from 'lru-cache';
import type { Signals } from '#libs/signals';

/**
 * Answers kept for a few seconds, so that each request does not ask the database who its tenant is. Bounded: a flood of
 * invented keys pushes out those that were asked for least recently. Failures are not kept, and nothing while signals may go unheard.
 */
export class RecentAnswers<T> {
  private readonly answers: LRUCache<string, Promise<T>>;

  constructor(
    milliseconds: number,
    most: number,
    private readonly signals: Pick<Signals, 'areHeard'>,
  ) {
    this.answers = new LRUCache({ max: most, ttl: milliseconds, ttlResolution: 0 });
  }

  /** The kept answer, or that of `ask`, which runs once for all who want it meanwhile. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    if (!this.signals.areHeard) return ask();
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
