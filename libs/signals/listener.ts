import type { Logger } from '@nestjs/common';
import type pg from 'pg';
import { destroyConnection, type Statement } from '#libs/database';
import { withTimeout } from '#libs/kernel';
import { Heartbeat } from './heartbeat.js';
import { listen, readMessage, setListenerName, type Message } from './message.js';

export interface ListenerEvents {
  received(message: Message): void;
  /** The connection was lost, or is new: messages may have been missed. */
  interrupted(): void;
}

const RETRY_MILLISECONDS = 500;
const CLOSE_MILLISECONDS = 1_000;

/** The one connection of a process that listens. It is opened again whenever it is lost. */
export class Listener {
  private client: pg.Client | undefined;
  private heartbeat: Heartbeat | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isStopped = false;
  /** Kept so that the same error is not logged at every attempt. */
  private lastError: string | undefined;
  /** The connection's process id in PostgreSQL; 0 while there is none. */
  processId = 0;

  constructor(
    private readonly makeClient: () => pg.Client,
    private readonly logger: Logger,
    private readonly events: ListenerEvents,
  ) {}

  /** A reading of `performance.now()`: until then nothing can have been missed. */
  get reliableUntil(): number {
    return this.heartbeat?.reliableUntil ?? 0;
  }

  async start(): Promise<void> {
    const client = this.makeClient();
    client.on('notification', ({ payload }) => this.read(payload));
    // the error of a terminated connection arrives before the process leaves the list of listeners
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await client.query(listen);
      await client.query(setListenerName);
      this.open(client, rows[0]!.pid);
    } catch (error) {
      this.warnOnce((error as Error).message);
      await client.end().catch(() => undefined);
      this.tryLater();
    }
  }

  /** Does not wait: a sender that gets no acknowledgement goes on after its time-out. */
  send({ text, values }: Statement): void {
    this.client?.query(text, [...values]).catch((error: Error) => this.logger.warn(error.message));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.retry);
    this.heartbeat?.stop();
    const { client } = this;
    if (client) await withTimeout(client.end(), CLOSE_MILLISECONDS).catch(() => destroyConnection(client));
  }

  private open(client: pg.Client, processId: number): void {
    if (this.isStopped) return void client.end();
    this.client = client;
    this.lastError = undefined;
    this.processId = processId;
    this.events.interrupted();
    this.heartbeat = new Heartbeat(client, (error) => this.giveUp(client, error));
    void this.heartbeat.beat();
  }

  private giveUp(client: pg.Client, { message }: Error): void {
    if (this.client !== client) return;
    this.warnOnce(message);
    this.lost(client);
    destroyConnection(client);
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.processId = 0;
    this.heartbeat?.stop();
    this.heartbeat = undefined;
    this.events.interrupted();
    this.tryLater();
  }

  private warnOnce(error: string): void {
    if (error === this.lastError) return;
    this.lastError = error;
    this.logger.warn(`Cannot listen for changes of other processes: ${error}`);
  }

  private tryLater(): void {
    if (this.isStopped) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.start(), RETRY_MILLISECONDS).unref();
  }

  private read(payload: string | undefined): void {
    const message = readMessage(payload);
    if (message) this.events.received(message);
  }
}
