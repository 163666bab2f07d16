import { LRUCache } from 'lru-cache';
import type { SignalHandler, Signals } from '#libs/signals';

/** The topic of signals about sessions; the subject is the id of a session or of a user. */
export const SESSIONS = 'sessions';

interface RememberedSession<T> {
  /** Null for a session that has ended, which is remembered too, so that its token does not cause a query each time. */
  readonly live: T | null;
}

const KEPT_MILLISECONDS = 5_000;
const MAX_KEPT = 20_000;

interface Live {
  readonly userId: string;
  readonly sessionId: string;
  /** The operator who acts as the user. */
  readonly impersonatorId?: string | undefined;
}

/**
 * Sessions loaded in the last seconds, by key. A signal drops those that end or change, before the call that sends it returns. While
 * signals are not reliable every call loads from the database.
 */
export class LiveSessions<T extends Live> implements SignalHandler {
  private readonly remembered = new LRUCache<string, RememberedSession<T>>({
    max: MAX_KEPT,
    ttl: KEPT_MILLISECONDS,
    ttlResolution: 0,
  });
  private readonly loading = new Map<string, Promise<T | null>>();

  constructor(private readonly signals: Pick<Signals, 'areReliable'>) {}

  /** Undefined where it must be loaded. */
  recent(key: string): T | null | undefined {
    if (!this.signals.areReliable) return undefined;
    return this.remembered.get(key)?.live;
  }

  /** Loads once for all callers at the same time. */
  load(key: string, load: () => Promise<T | null>): Promise<T | null> {
    if (!this.signals.areReliable) return load();
    const asked = this.loading.get(key);
    if (asked) return asked;
    const answer: Promise<T | null> = load().then(
      (live) => {
        this.keep(key, answer, live);
        return live;
      },
      (error: unknown) => {
        if (this.loading.get(key) === answer) this.loading.delete(key);
        throw error;
      },
    );
    this.loading.set(key, answer);
    return answer;
  }

  /** @param subject the id of a session, of its user, or of the operator who acts as them */
  changed(subject: string): void {
    // What is being loaded may be older than the change.
    this.loading.clear();
    for (const [key, { live }] of [...this.remembered]) {
      if (!live || isAbout(live, subject)) this.remembered.delete(key);
    }
  }

  missed(): void {
    this.loading.clear();
    this.remembered.clear();
  }

  private keep(key: string, answer: Promise<T | null>, live: T | null): void {
    // The session changed meanwhile: callers from before the change get this result, but it is not remembered.
    if (this.loading.get(key) !== answer) return;
    this.loading.delete(key);
    this.remembered.set(key, { live });
  }
}

function isAbout({ userId, sessionId, impersonatorId }: Live, subject: string): boolean {
  return userId === subject || sessionId === subject || impersonatorId === subject;
}
