import { LRUCache } from 'lru-cache';
import type { SignalHandler, Signals } from '#libs/signals';

/** The topic of signals about sessions; the subject is the id of a session or of a user. */
export const SESSIONS = 'sessions';

interface Kept<T> {
  /** Null for a session that is over: remembered too, or its token would ask the database each time. */
  readonly live: T | null;
}

const KEPT_MILLISECONDS = 5_000;
const MOST_KEPT = 20_000;

/**
 * Sessions looked at in the last seconds, by key. What ends or changes one is heard of as a signal, in this process before the
 * call that announces it returns. While signals may go unheard the database is asked each time.
 */
export class LiveSessions<T extends { readonly userId: string; readonly sessionId: string }> implements SignalHandler {
  private readonly kept = new LRUCache<string, Kept<T>>({ max: MOST_KEPT, ttl: KEPT_MILLISECONDS, ttlResolution: 0 });
  private readonly asked = new Map<string, Promise<T | null>>();

  constructor(private readonly signals: Pick<Signals, 'areHeard'>) {}

  /** Undefined where the database must be asked. */
  recent(key: string): T | null | undefined {
    if (!this.signals.areHeard) return undefined;
    return this.kept.get(key)?.live;
  }

  /** The database is asked once for all who want to know meanwhile. */
  look(key: string, load: () => Promise<T | null>): Promise<T | null> {
    if (!this.signals.areHeard) return load();
    const asked = this.asked.get(key);
    if (asked) return asked;
    const answer: Promise<T | null> = load().then(
      (live) => {
        this.keep(key, answer, live);
        return live;
      },
      (error: unknown) => {
        if (this.asked.get(key) === answer) this.asked.delete(key);
        throw error;
      },
    );
    this.asked.set(key, answer);
    return answer;
  }

  /** @param subject the id of a session or of its user */
  changed(subject: string): void {
    // What is being read just now may be older than the change.
    this.asked.clear();
    for (const [key, { live }] of [...this.kept]) {
      if (!live || live.userId === subject || live.sessionId === subject) this.kept.delete(key);
    }
  }

  missed(): void {
    this.asked.clear();
    this.kept.clear();
  }

  private keep(key: string, answer: Promise<T | null>, live: T | null): void {
    // A change came in between: whoever asked before it gets the answer, nobody after it.
    if (this.asked.get(key) !== answer) return;
    this.asked.delete(key);
    this.kept.set(key, { live });
  }
}
