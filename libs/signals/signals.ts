import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Databases, PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { Acknowledgements } from './acknowledgements.js';
import { RELIABLE_MILLISECONDS } from './heartbeat.js';
import { Listener } from './listener.js';
import { notification, otherListeners, type Message } from './message.js';

export interface SignalHandler {
  /** The subject has changed: forget what is remembered of it. Must be synchronous. */
  changed(subject: string): void;
  /** Signals may have been missed: forget everything. */
  missed(): void;
}

/** A process that has received nothing for so long no longer uses what it remembers, so no sender needs to wait longer. */
const ACKNOWLEDGED_WITHIN_MILLISECONDS = RELIABLE_MILLISECONDS + 100;

/**
 * Tells every process, this one included, that something they may remember has changed. When {@link send} resolves, all living
 * processes have forgotten it, so that the change is in effect for the next request, whichever process gets it.
 */
@Injectable()
export class Signals implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Signals');
  private readonly handlers = new Map<string, SignalHandler[]>();
  private readonly sent = new Map<string, Acknowledgements>();
  private readonly listener: Listener;

  constructor(
    databases: Databases,
    private readonly db: PlatformDb,
  ) {
    this.listener = new Listener(() => databases.listener('fieldpilot connecting'), this.logger, {
      received: (message) => this.receive(message),
      interrupted: () => this.forgetAll(),
    });
  }

  /** False while signals may be missed or late: then nothing that is remembered may be used. */
  get areReliable(): boolean {
    return performance.now() < this.listener.reliableUntil;
  }

  /** Call it in a constructor, so that no signal is missed once requests are served. */
  on(topic: string, handler: SignalHandler): void {
    this.handlers.set(topic, [...(this.handlers.get(topic) ?? []), handler]);
  }

  /** Call it after the commit of the change and before its response. Never fails, since the change has happened. */
  async send(topic: string, subject: string): Promise<void> {
    this.notifyHandlers(topic, subject);
    const id = uuidv7();
    const acknowledgements = new Acknowledgements();
    this.sent.set(id, acknowledgements);
    try {
      const others = await this.broadcastWithRetry(id, topic, subject);
      await acknowledgements.all(others, ACKNOWLEDGED_WITHIN_MILLISECONDS);
    } catch (error) {
      this.logger.warn(`Other processes could not be told of a change: ${(error as Error).message}`);
    } finally {
      this.sent.delete(id);
    }
  }

  onApplicationBootstrap(): Promise<void> {
    return this.listener.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.listener.stop();
  }

  /** Retried because a pooled connection may be lost at any time, and a process that gets no signal goes on using what it remembers. */
  private async broadcastWithRetry(id: string, topic: string, subject: string, triesLeft = 2): Promise<number[]> {
    try {
      return await this.broadcast(id, topic, subject);
    } catch (error) {
      if (triesLeft === 0) throw error;
      await delay(100);
      return this.broadcastWithRetry(id, topic, subject, triesLeft - 1);
    }
  }

  private async broadcast(id: string, topic: string, subject: string): Promise<number[]> {
    const from = this.listener.processId;
    const signal = notification({ kind: 'signal', id, from, topic, subject });
    const [, listening] = await this.db.batch(signal, otherListeners(from));
    return listening!.rows.map((row) => Number(row['pid']));
  }

  private receive(message: Message): void {
    if (message.kind === 'heard') return this.sent.get(message.id)?.add(message.by);
    const self = this.listener.processId;
    if (message.from === self) return;
    this.notifyHandlers(message.topic, message.subject);
    this.listener.send(notification({ kind: 'heard', id: message.id, by: self }));
  }

  private notifyHandlers(topic: string, subject: string): void {
    for (const handler of this.handlers.get(topic) ?? []) handler.changed(subject);
  }

  private forgetAll(): void {
    for (const handler of [...this.handlers.values()].flat()) handler.missed();
  }
}
