import type { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SESSIONS } from '#contexts/identity';
import { TENANTS } from '#contexts/tenancy';
import { Drain } from '#libs/http';
import { notFound, refuse } from '#libs/kernel';
import { carryContext, currentActor, currentTenant } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { MOST_PER_PROCESS, MOST_PER_USER, tooManyStreams } from '../domain/stream.errors.js';
import { NOTIFICATIONS } from './notification-wakeups.service.js';
import { OpenStream } from './open-stream.js';
import { StreamReaderService } from './stream-reader.service.js';

const HEARTBEAT_MILLISECONDS = 15_000;
/** A reader that has not caught up for so long is cut off. */
const PATIENCE_MILLISECONDS = 30_000;
/** Then a client connects again, with credentials that are checked anew. */
const LONGEST_MILLISECONDS = 15 * 60_000;
/** Spread, so that the clients of a process that stops do not come back all at once. */
const retryMilliseconds = (): number => 1_000 + Math.floor(Math.random() * 4_000);

/** The open streams of this process. One timer serves all of them, and only while there are any. */
@Injectable()
export class OpenStreamsService implements OnModuleDestroy {
  private readonly open = new Map<string, Set<OpenStream>>();
  /** When sessions, users and tenants changed. */
  private readonly lately = new LRUCache<string, number>({ max: 10_000, ttl: 60_000 });
  private count = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reader: StreamReaderService,
    private readonly drain: Drain,
    signals: Signals,
  ) {
    const endAll = (): void => this.endThose(() => true);
    // whose session goes on connects again
    const over = { changed: (subject: string) => this.changed(subject), missed: endAll };
    signals.on(NOTIFICATIONS, { changed: (userIds) => this.wake(userIds.split(',')), missed: () => this.wakeAll() });
    signals.on(SESSIONS, over);
    signals.on(TENANTS, over);
    drain.signal.addEventListener('abort', endAll);
  }

  /**
   * The events of the caller.
   * @param since a reading of `performance.now()` from before the caller was authenticated
   * @throws 400 `notification_stream.unknown_event`, 429 `notification_stream.too_many`
   */
  async follow(lastEventId: string | undefined, since: number): Promise<Readable> {
    const stream = this.streamOfCaller();
    this.assertRoom(stream.actor.id);
    this.keep(stream);
    if (this.drain.started || this.hasChanged(stream, since)) stream.events.end();
    return this.begin(stream, lastEventId);
  }

  /** What there is already. @throws 400 `notification_stream.unknown_event` */
  readOnce(lastEventId: string | undefined): Promise<Readable> {
    const stream = this.streamOfCaller();
    stream.endsOnceRead = true;
    return this.begin(stream, lastEventId);
  }

  onModuleDestroy(): void {
    for (const { events } of this.all()) events.destroy();
    clearInterval(this.timer);
  }

  private streamOfCaller(): OpenStream {
    const actor = currentActor();
    if (actor.kind !== 'user') throw notFound();
    const asCaller = carryContext();
    return new OpenStream(actor, currentTenant(), (place) => asCaller(() => this.reader.after(actor.id, place)));
  }

  private async begin(stream: OpenStream, lastEventId: string | undefined): Promise<Readable> {
    try {
      stream.begin(await this.reader.begin(stream.actor.id, lastEventId), retryMilliseconds());
    } catch (error) {
      stream.events.destroy();
      throw error;
    }
    return stream.events;
  }

  private assertRoom(userId: string): void {
    const own = this.open.get(userId)?.size ?? 0;
    if (own >= MOST_PER_USER || this.count >= MOST_PER_PROCESS) throw refuse(tooManyStreams);
  }

  private keep(stream: OpenStream): void {
    const { id } = stream.actor;
    const own = this.open.get(id) ?? new Set();
    this.open.set(id, own.add(stream));
    this.count += 1;
    this.timer ??= setInterval(() => this.lookAfterAll(), HEARTBEAT_MILLISECONDS);
    stream.events.once('close', () => this.forget(stream, own));
  }

  private forget(stream: OpenStream, own: Set<OpenStream>): void {
    own.delete(stream);
    this.count -= 1;
    if (own.size === 0) this.open.delete(stream.actor.id);
    if (this.count > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private lookAfterAll(): void {
    const now = performance.now();
    for (const { events, openedAt } of this.all()) {
      if (events.behindSince !== undefined && now - events.behindSince > PATIENCE_MILLISECONDS) events.destroy();
      else if (now - openedAt > LONGEST_MILLISECONDS) events.end();
      else events.heartbeat();
    }
  }

  private wake(userIds: readonly string[]): void {
    for (const id of userIds) for (const stream of this.open.get(id) ?? []) stream.wake();
  }

  private wakeAll(): void {
    this.wake([...this.open.keys()]);
  }

  private changed(subject: string): void {
    this.lately.set(subject, performance.now());
    this.endThose(({ dependsOn }) => dependsOn.includes(subject));
  }

  /** While the request was on its way to this service. */
  private hasChanged({ dependsOn }: OpenStream, since: number): boolean {
    return dependsOn.some((subject) => subject !== undefined && (this.lately.get(subject) ?? -Infinity) >= since);
  }

  private endThose(isOver: (stream: OpenStream) => boolean): void {
    for (const stream of this.all()) if (isOver(stream)) stream.events.end();
  }

  private all(): OpenStream[] {
    return [...this.open.values()].flatMap((own) => [...own]);
  }
}
