import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import pg, { type Pool, type PoolClient } from 'pg';
import array from 'postgres-array';
import { noteEnd } from './ended-connections.js';
import type { ConnectionInUse } from './pg-internals.js';
import { ServerSilentError, ServerWatch } from './server-watch.js';

export interface PoolOptions {
  readonly url: string;
  readonly size: number;
  readonly applicationName: string;
  readonly onError: (error: Error) => void;
}

export interface WatchedPoolOptions extends PoolOptions {
  /** Told when the server falls silent and when it answers again. */
  readonly log: (line: string) => void;
}

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** No server, or one that starts. Further connections wait a moment: a server that recovers would spend its time refusing them. */
const notThere = new Set<unknown>(['ECONNREFUSED', '57P03']);
const PAUSE_MS = 100;

/** Nobody waits for a server that is known to be silent, or to refuse. */
class WatchedPool extends pg.Pool {
  private refusal = new Error();
  private refusedUntil = 0;

  constructor(
    config: pg.PoolConfig,
    private readonly watch: ServerWatch,
  ) {
    super(config);
    this.on('connect', (client) => watch.add(client as unknown as ConnectionInUse));
  }

  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | void {
    const connecting = this.connectUnlessHopeless();
    if (!connected) return connecting;
    connecting.then(
      (client) => connected(undefined, client, (error) => client.release(error)),
      (error: Error) => connected(error, undefined, () => undefined),
    );
  }

  private connectUnlessHopeless(): Promise<PoolClient> {
    if (this.watch.isSilent) return Promise.reject(new ServerSilentError());
    if (this.idleCount > 0) return super.connect();
    if (performance.now() < this.refusedUntil) return Promise.reject(this.refusal);
    return super.connect().catch((error: Error & { code?: unknown }) => {
      if (notThere.has(error.code)) this.pause(error);
      throw error;
    });
  }

  private pause(refusal: Error): void {
    this.refusal = refusal;
    this.refusedUntil = performance.now() + PAUSE_MS;
  }
}

/** For requests: when the server falls silent what is under way fails within three seconds, and what comes then at once. */
export function createWatchedPool(options: WatchedPoolOptions): Pool {
  const watch = new ServerWatch(options.url, options.log);
  return listening(new WatchedPool(settings(options), watch), options);
}

/** For work that nobody waits for, and that may take long. */
export function createPool(options: PoolOptions): Pool {
  return listening(new pg.Pool(settings(options)), options);
}

/**
 * Connections are recycled: a backend keeps 0.2–0.6 MB of catalogue for each tenant it has touched.
 * Timestamps, dates and intervals stay text, as the ORM and the views want them.
 */
function settings({ url, size, applicationName }: PoolOptions): pg.PoolConfig {
  const types = new pg.TypeOverrides();
  for (const [oid, parser] of Object.entries(createPostgreSqlTypeParsers((text) => array.parse(text)))) {
    types.setTypeParser(Number(oid), parser);
  }
  return {
    connectionString: url,
    max: size,
    application_name: applicationName,
    connectionTimeoutMillis: 3_500,
    idleTimeoutMillis: 30_000,
    maxUses: 50_000,
    maxLifetimeSeconds: 1_800,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    types,
  };
}

/** Without a listener a dropped connection is an uncaught exception. */
function listening(pool: Pool, { onError }: PoolOptions): Pool {
  const listener = (error: Error): void => {
    if (!(error instanceof ServerSilentError)) onError(error);
  };
  pool.on('error', listener);
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      noteEnd(client, error);
      listener(error);
    });
  });
  return pool;
}
