// A process for background work: boots the worker, prints "ready", runs due jobs on "go", finishes the operations that these began, and
// prints the results.
import 'reflect-metadata';
import { once } from 'node:events';
import pg from 'pg';
import { loadConfig } from '#libs/config';
import type { DatabaseUrls } from '#libs/database';
import { JobRunner } from '#libs/jobs';
import { OperationRunner } from '#libs/operations';
import { skewMachine } from '#libs/testing';
import { createWorker } from '../../../src/boot/application.js';

const { DATABASE_URLS = '', DIE_AT = '0', DIE = 'before', SKEW_MS = '0' } = process.env;

/** Counts the messages to the server, without signals to other processes, and dies at the given one. */
function dieAt(wanted: number, moment: string): () => number {
  let sent = 0;
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    if (typeof args[0] === 'string') return original.apply(this, args);
    sent += 1;
    if (sent !== wanted) return original.apply(this, args);
    if (moment === 'before') process.kill(process.pid, 'SIGKILL');
    const batch = args[0] as { callback: (...results: unknown[]) => void };
    const answered = batch.callback;
    batch.callback = (...results) => {
      process.kill(process.pid, 'SIGKILL');
      answered(...results);
    };
    return original.apply(this, args);
  } as never;
  return () => sent;
}

if (SKEW_MS !== '0') skewMachine(Number(SKEW_MS));
const config = loadConfig({ ...process.env, NODE_ENV: 'test', ROLE: 'api', LOG_LEVEL: 'fatal' });
const app = await createWorker({ config, urls: JSON.parse(DATABASE_URLS) as DatabaseUrls });
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const sent = dieAt(Number(DIE_AT), DIE);
const served = await app.get(JobRunner, { strict: false }).tick();
await app.get(OperationRunner, { strict: false }).idle();
process.stdout.write(`${JSON.stringify({ served, sent: sent() })}\n`);
await app.close();
process.exit(0);
