// Provisions a tenant and kills itself with SIGKILL at the given statement, as in a power failure.
import pg from 'pg';
import type { TestDatabase } from '#libs/testing';
import { startTenancy } from './tenancy-context.js';

export interface Order {
  readonly urls: TestDatabase['urls'];
  readonly slug: string;
  readonly step: number;
  readonly moment: 'before' | 'after';
}

type Query = (this: { connectionParameters: { application_name: string } }, ...args: unknown[]) => Promise<unknown>;

const { urls, slug, step, moment } = JSON.parse(process.argv[2]!) as Order;
const original = pg.Client.prototype.query as unknown as Query;
let statements = 0;

const query: Query = async function (...args) {
  const isLast = this.connectionParameters.application_name === 'fieldpilot migrator' && ++statements === step;
  if (isLast && moment === 'before') process.kill(process.pid, 'SIGKILL');
  const result = await original.apply(this, args);
  if (isLast && moment === 'after') process.kill(process.pid, 'SIGKILL');
  return result;
};
pg.Client.prototype.query = query as never;

const { tenancy, close } = await startTenancy({ database: { urls } as TestDatabase });
await tenancy.provision({ slug, name: 'Killed' });
await close();
