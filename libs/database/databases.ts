import type { MikroORM } from '@mikro-orm/postgresql';
import pg, { type Pool } from 'pg';
import { createPlatformOrm, createTenantOrm, type EntityDefinition } from './orm.js';
import { createPool, createMonitoredPool } from './connections/pool.js';

export interface DatabaseUrls {
  /** May create schemas, roles and tables; used only by migrations and provisioning. */
  readonly migratorUrl: string;
  readonly platformUrl: string;
  readonly appUrl: string;
  readonly isolation: 'role' | 'schema';
}

export interface DatabasesOptions extends DatabaseUrls {
  readonly poolSize: number;
  readonly platformEntities: readonly EntityDefinition[];
  readonly tenantEntities: readonly EntityDefinition[];
  readonly onError: (error: Error) => void;
  /** Called when the server stops responding and when it responds again. */
  readonly log: (line: string) => void;
}

/** The pools and ORMs of a process: one set for the shared tables, one for the tenants' schemas. */
export class Databases {
  readonly appPool: Pool;
  readonly platformPool: Pool;
  readonly tenantOrm: MikroORM;
  readonly platformOrm: MikroORM;
  readonly isolation: 'role' | 'schema';

  private isClosing = false;
  /** Of connections whose work is done. */
  private readonly ending = new Set<Promise<void>>();

  constructor(private readonly options: DatabasesOptions) {
    const { appUrl, platformUrl, poolSize, log } = options;
    // a pool ends before the server has closed its connections, so errors while closing are not reported
    const onError = (error: Error): void => {
      if (!this.isClosing) options.onError(error);
    };
    this.isolation = options.isolation;
    const common = { onError, log };
    this.appPool = createMonitoredPool({ ...common, url: appUrl, size: poolSize, applicationName: 'fieldpilot' });
    this.platformPool = createMonitoredPool({
      ...common,
      url: platformUrl,
      size: Math.max(2, poolSize >> 1),
      applicationName: 'fieldpilot platform',
    });
    this.tenantOrm = createTenantOrm(this.appPool, options.tenantEntities);
    this.platformOrm = createPlatformOrm(this.platformPool, options.platformEntities);
  }

  async connect(): Promise<void> {
    await Promise.all([this.tenantOrm.connect(), this.platformOrm.connect()]);
  }

  /** Runs the work with a connection that may change schemas. When it resolves the connection may still be ending; when it fails, it has ended. */
  async asMigrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      connectionString: this.options.migratorUrl,
      application_name: 'fieldpilot migrator',
    });
    client.on('error', this.options.onError);
    await client.connect();
    try {
      const result = await work(client);
      this.endSoon(client);
      return result;
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  private endSoon(client: pg.Client): void {
    const ended: Promise<void> = client.end().catch(this.options.onError);
    this.ending.add(ended);
    void ended.finally(() => this.ending.delete(ended));
  }

  /**
   * A client with the login for shared tables, outside of the pools because LISTEN must keep its connection. The caller connects and ends
   * it.
   */
  listener(applicationName: string): pg.Client {
    const { platformUrl, onError } = this.options;
    const client = new pg.Client({
      connectionString: platformUrl,
      application_name: applicationName,
      keepAlive: true,
      connectionTimeoutMillis: 3_500,
      query_timeout: 3_000,
    });
    client.on('error', onError);
    return client;
  }

  /** A small pool with the migrator's login, for work over many tenants; the caller ends it. */
  migratorPool(size: number): Pool {
    const { migratorUrl: url, onError } = this.options;
    return createPool({ url, size, applicationName: 'fieldpilot migrator', onError });
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all([this.tenantOrm.close(true), this.platformOrm.close(true)]);
    await Promise.all([this.appPool.end(), this.platformPool.end(), ...this.ending]);
  }
}
