import type { Signals } from '#libs/signals';

/**
 * Answers kept for a few seconds, so that each request does not ask the database who its tenant is. Bounded: a flood of
 * invented keys pushes out the oldest. Failures are not kept, and nothing while signals may go unheard.
 */
export class RecentAnswers<T> {
  private readonly answers = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();

  constructor(
    private readonly milliseconds: number,
    private readonly most: number,
    private readonly signals: Pick<Signals, 'areHeard'>,
  ) {}

  /** The kept answer, or that of `ask`, which runs once for all who want it meanwhile. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    if (!this.signals.areHeard) return ask();
    const kept = this.answers.get(key);
    if (kept && kept.until > performance.now()) return kept.answer;
    const answer = ask();
    this.keep(key, answer);
    answer.catch(() => this.drop(key, answer));
    return answer;
  }

  clear(): void {
    this.answers.clear();
  }

  private keep(key: string, answer: Promise<T>): void {
    this.answers.delete(key);
    if (this.answers.size >= this.most) this.answers.delete(this.answers.keys().next().value!);
    this.answers.set(key, { answer, until: performance.now() + this.milliseconds });
  }

  private drop(key: string, answer: Promise<T>): void {
    if (this.answers.get(key)?.answer === answer) this.answers.delete(key);
  }
}
