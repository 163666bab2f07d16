// The product in a separate process, with the database and secrets of the spec that starts it. It prints its address.
import 'reflect-metadata';
import { once } from 'node:events';
import pg from 'pg';
import { loadConfig } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import { isAskedFor } from '#libs/testing';
import { createApi } from '../../../src/boot/application.js';

const { DATABASE_URLS = '', DIE_AT = '0', DIE = 'before' } = process.env;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

function dieAt(wanted: number, moment: string): void {
  let sent = 0;
  const query = pg.Client.prototype.query as Query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    if (!isAskedFor()) return query.apply(this, args);
    sent += 1;
    if (sent !== wanted) return query.apply(this, args);
    if (moment === 'before') process.kill(process.pid, 'SIGKILL');
    const die = (): void => void process.kill(process.pid, 'SIGKILL');
    if (typeof args[0] === 'string') return (query.apply(this, args) as Promise<unknown>).then(die);
    const batch = args[0] as { callback: (...results: unknown[]) => void };
    batch.callback = die;
    return query.apply(this, args);
  } as never;
}

const config = loadConfig({ ...process.env, NODE_ENV: 'test', ROLE: 'api', LOG_LEVEL: 'fatal', PORT: '0' });
const app = await createApi({ config, urls: JSON.parse(DATABASE_URLS) as DatabaseUrls });
await app.listen(0, '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
await once(process.stdin, 'data');
if (DIE_AT !== '0') dieAt(Number(DIE_AT), DIE);
process.stdout.write('armed\n');
