import { waitUntil, type TestDatabase } from '#libs/testing';
import { UNATTENDED } from './recipes/index.js';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

const columnsOf = `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by 1, 2`;

const measured = ['plan_slug', 'users_count', 'equipment_count', 'storage_bytes', 'api_calls_count'].concat(
  'last_activity_at',
  'usage_measured_at',
  'updated_at',
);

/** Counters that follow calls: how many there were, and how far the feed of events was read. */
const countedByCalls = "('api_calls', 'event_feed', 'event_feed_deleted')";

/** Their rows get a place in the feed, or in a stream, when they are read. */
const placedWhenRead = new Set(['outbox', 'notifications']);
const textOf = (table: string): string => (placedWhenRead.has(table) ? "(to_jsonb(t) - 'position')::text" : 't::text');

const sharedTables = `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;

/** Written by background work, whoever calls. */
const inBackground = new Set([
  'tenant_wakeups',
  'job_leases',
  'outbox_leases',
  'mails',
  'platform_mails',
  'kept_mails',
  'audit_seals',
  'webhook_deliveries',
  'webhook_failures',
  'notification_mails',
  'task_deadline_notices',
  'notification_places',
]);

/** The rows of a tenant in the database, its own among the shared tables included, read as superuser. */
export class TenantRows {
  private known: Promise<string[]> | undefined;
  private knownShared: Promise<{ table: string; rows: string }[]> | undefined;

  constructor(
    private readonly database: TestDatabase,
    readonly schema: string,
  ) {}

  /** Marks the tenant in the registry. */
  async mark(text: string): Promise<void> {
    await this.database.query('update public.tenants set industry = $2 where schema_name = $1', [this.schema, text]);
  }

  /** A checksum of all rows, by table, and of those in shared tables, without the counters of calls, which count refused ones too, and of reads. */
  async hashes(): Promise<Record<string, string>> {
    const tables = (await this.tables()).filter((table) => table !== 'api_usage' && !inBackground.has(table));
    const sums = tables.map(
      (table) =>
        `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(${textOf(table)}, e'\\n' order by ${textOf(table)})), '') as sum
          from ${this.schema}.${table} t where coalesce(to_jsonb(t) ->> 'name', '') not in ${countedByCalls}`,
    );
    // without what a job counts after calls
    const counted = `'{${measured.join()}}'::text[]`;
    const registered = `select 'public.tenants', md5((to_jsonb(t) - ${counted})::text) from public.tenants t where t.schema_name = '${this.schema}'`;
    const shared = (await this.shared()).map(
      ({ table, rows }) =>
        `select 'public.${table}', count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') from ${rows}`,
    );
    const sources = [...sums, registered, ...shared].join(' union all ');
    const rows = await this.database.query<{ name: string; sum: string }>(sources);
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
  }

  /** Rows that contain one of the texts in any column. */
  async mentioning(texts: readonly string[]): Promise<string[]> {
    const searches = (await this.tables()).map(
      (table) => `select '${table}: ' || t::text as found from ${this.schema}.${table} t where t::text ~ $1`,
    );
    const shared = (await this.shared()).map(
      ({ table, rows }) => `select 'public.${table}: ' || t::text from ${rows} and t::text ~ $1`,
    );
    const rows = await this.database.query<{ found: string }>([...searches, ...shared].join(' union all '), [
      texts.join('|'),
    ]);
    return rows.map(({ found }) => found);
  }

  /** Replaces one text by another of equal length wherever users' text is stored. */
  async replace(from: string, to: string): Promise<void> {
    const columns = await this.database.query<Column & Record<string, string>>(columnsOf, [this.schema]);
    for (const { table, name, type } of columns) {
      if (!/^(text|character varying|jsonb)$/.test(type)) continue;
      await this.database.query(
        `update ${this.schema}.${table} set ${name} = replace(${name}::text, $1, $2)::${type} where ${name}::text like '%' || $1 || '%'`,
        [from, to],
      );
    }
  }

  /** Waits until all events are delivered and all operations have ended, so that nothing more is written. */
  async settled(): Promise<void> {
    await waitUntil(async () => (await this.undelivered()) + (await this.running()) === 0, { what: 'quiet' });
  }

  private async running(): Promise<number> {
    const text = `select from ${this.schema}.operations where finished_at is null and kind not like '%' || $1`;
    return (await this.database.query(text, [UNATTENDED])).length;
  }

  /** @throws Error for an event that could not be delivered */
  private async undelivered(): Promise<number> {
    const rows = await this.database.query<{ event_type: string; dead: boolean; last_error: string }>(
      `select event_type, dead_at is not null as dead, last_error from ${this.schema}.outbox where delivered_at is null`,
    );
    const dead = rows.filter((row) => row.dead);
    if (dead.length > 0) throw new Error(`Events could not be delivered: ${JSON.stringify(dead)}`);
    return rows.length;
  }

  /** Shared tables with rows of tenants, and where this tenant's are. Asked for once, because rows are compared after every test. */
  private shared(): Promise<{ table: string; rows: string }[]> {
    return (this.knownShared ??= this.readShared());
  }

  private async readShared(): Promise<{ table: string; rows: string }[]> {
    const found = await this.database.query<{ table: string }>(sharedTables);
    const own = `(select id from public.tenants where schema_name = '${this.schema}')`;
    return found
      .filter(({ table }) => !inBackground.has(table))
      .map(({ table }) => ({ table, rows: `public.${table} t where t.tenant_id = ${own}` }));
  }

  /** Asked for once, because rows are compared after every test. */
  private tables(): Promise<string[]> {
    return (this.known ??= this.readTables());
  }

  private async readTables(): Promise<string[]> {
    const rows = await this.database.query<{ table: string }>(columnsOf, [this.schema]);
    return [...new Set(rows.map(({ table }) => table))];
  }
}
