import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import pg, { type Pool, type PoolClient } from 'pg';
import array from 'postgres-array';
import { recordConnectionEnd } from './ended-connections.js';
import type { ConnectionInUse } from '../wire/pg-internals.js';
import { ServerSilentError, ServerMonitor } from './server-monitor.js';

export interface PoolOptions {
  readonly url: string;
  readonly size: number;
  readonly applicationName: string;
  readonly onError: (error: Error) => void;
}

export interface MonitoredPoolOptions extends PoolOptions {
  /** Called when the server stops responding and when it responds again. */
  readonly log: (line: string) => void;
}

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** The server does not run or is starting. New connections then pause, so that it does not spend its recovery on refusing them. */
const unavailableCodes = new Set<unknown>(['ECONNREFUSED', '57P03']);
const PAUSE_MS = 100;

/** A pool that fails at once while the server is known to be silent or to refuse connections. */
class MonitoredPool extends pg.Pool {
  private refusal = new Error();
  private refusedUntil = 0;

  constructor(
    config: pg.PoolConfig,
    private readonly watch: ServerMonitor,
  ) {
    super(config);
    this.on('connect', (client) => watch.add(client as unknown as ConnectionInUse));
  }

  override connect(): Promise<PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<PoolClient> | void {
    const connecting = this.connectUnlessRefused();
    if (!connected) return connecting;
    connecting.then(
      (client) => connected(undefined, client, (error) => client.release(error)),
      (error: Error) => connected(error, undefined, () => undefined),
    );
  }

  private connectUnlessRefused(): Promise<PoolClient> {
    if (this.watch.isSilent) return Promise.reject(new ServerSilentError());
    if (this.idleCount > 0) return super.connect();
    if (performance.now() < this.refusedUntil) return Promise.reject(this.refusal);
    return super.connect().catch((error: Error & { code?: unknown }) => {
      if (unavailableCodes.has(error.code)) this.pause(error);
      throw error;
    });
  }

  private pause(refusal: Error): void {
    this.refusal = refusal;
    this.refusedUntil = performance.now() + PAUSE_MS;
  }
}

/** A pool for requests: when the server stops responding, running queries fail within three seconds, and new ones at once. */
export function createMonitoredPool(options: MonitoredPoolOptions): Pool {
  const watch = new ServerMonitor(options.url, options.log);
  return withErrorListener(new MonitoredPool(settings(options), watch), options);
}

/** A pool for background work, which may take long. */
export function createPool(options: PoolOptions): Pool {
  return withErrorListener(new pg.Pool(settings(options)), options);
}

/**
 * Connections are replaced regularly, because a backend keeps 0.2–0.6 MB of catalogue for each tenant it has used. Timestamps, dates and
 * intervals stay text, as the ORM and the views need them.
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

/** Without an error listener a lost connection is an uncaught exception. */
function withErrorListener(pool: Pool, { onError }: PoolOptions): Pool {
  const listener = (error: Error): void => {
    if (!(error instanceof ServerSilentError)) onError(error);
  };
  pool.on('error', listener);
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      recordConnectionEnd(client, error);
      listener(error);
    });
  });
  return pool;
}
