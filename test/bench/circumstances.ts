import { availableParallelism, loadavg } from 'node:os';
import pg from 'pg';
import type { Size } from './bench.js';
import type { BenchServer } from './server.js';

/** What the figures depend on besides the code. It is the same for both sides of a ratio. */
export interface Circumstances {
  readonly cores: number;
  /** Averages over one, five and fifteen minutes. */
  readonly loadAverage: readonly number[];
  readonly durability: Readonly<Record<string, string>>;
}

export async function circumstancesOf({ superuserUrl }: BenchServer): Promise<Circumstances> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1) order by name',
    [names],
  );
  await client.end();
  return {
    cores: availableParallelism(),
    loadAverage: loadavg().map((load) => Number(load.toFixed(2))),
    durability: Object.fromEntries(rows.map(({ name, setting }) => [name, setting])),
  };
}

export function textOf(size: Size, { cores, loadAverage, durability }: Circumstances): string {
  const settings = Object.entries(durability).map(([name, setting]) => `${name} ${setting}`);
  return `${size} size; ${cores} cores; load average ${loadAverage.join(' ')}; ${settings.join(', ')}`;
}
