import { once } from 'node:events';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import {
  cleanUp,
  end,
  newFolder,
  pgdataOf,
  postmasterOf,
  query,
  said,
  start,
  startElsewhere,
} from '../../../test/embedded-postgres/embedded-fixture.js';

afterAll(cleanUp);

describe('the embedded PostgreSQL', () => {
  const dataDir = newFolder();
  beforeAll(async () => (await start(dataDir)).stop());

  it('keeps its data and its port after a stop', async () => {
    const first = await start(dataDir);
    expect(first).toMatchObject({ attached: false, folder: realpathSync(join(dataDir, 'postgres')) });
    await query(first, 'create table kept as select 42 as answer');
    await first.stop();
    expect(postmasterOf(dataDir)).toBeUndefined();
    await expect(query(first, 'select 1')).rejects.toThrow('ECONNREFUSED');

    const second = await start(dataDir);
    expect(second).toMatchObject({ attached: false, port: first.port, url: first.url });
    expect((await query(second, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('is safe against power failure and sorts by code point in UTF-8', async () => {
    const server = await start(dataDir, { durable: true });
    const { rows } = await query(
      server,
      `select current_setting('fsync') as fsync, current_setting('recovery_init_sync_method') as sync,
              current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
              datlocprovider as provider, pg_encoding_to_char(encoding) as encoding, daticurules is null and datlocale = 'C.UTF-8' as builtin
       from pg_database where datname = current_database()`,
    );
    expect(rows).toEqual([
      {
        fsync: 'on',
        sync: process.platform === 'linux' ? 'syncfs' : 'fsync',
        listens: '127.0.0.1',
        sockets: '',
        provider: 'b',
        encoding: 'UTF8',
        builtin: true,
      },
    ]);
    await server.stop();
  });

  it('refuses connections without the password', async () => {
    const server = await start(dataDir);
    await expect(query({ url: server.url.replace(/:[^:@/]+@/, ':wrong@') }, 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    await server.stop();
  });

  it('is shared with other processes and stopped by the last one', async () => {
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second).toMatchObject({ attached: true, port: first.port });
    const log: string[] = [];
    const third = await start(dataDir, { log });
    await third.stop();
    await third.stop();
    expect(log).toEqual(['PostgreSQL stays up: another process uses it']);
    await first.stop();
    expect((await query(second, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
    await second.stop();
    expect(postmasterOf(dataDir)).toBeUndefined();
  });

  it('moves to a free port when its own is taken', async () => {
    const port = Number(readFileSync(join(dataDir, 'postgres', 'port'), 'utf8'));
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const server = await start(dataDir);
    expect(server.port).not.toBe(port);
    await server.stop();
    squatter.close();
  });
});

describe('after a crash', () => {
  const dataDir = newFolder();
  beforeAll(async () => (await start(dataDir)).stop());

  it('waits for the processes of a killed server, then recovers what was committed', async () => {
    const first = await start(dataDir);
    await query(first, 'create table kept as select 42 as answer');
    const client = new pg.Client(first.url);
    client.on('error', () => undefined);
    await client.connect();
    // A backend that is computing notices the end of its postmaster only after about a second.
    const busy = client.query('select count(*) from generate_series(1, 6000000)').catch(() => undefined);
    await query(first, 'checkpoint; insert into kept values (43)');
    process.kill(postmasterOf(dataDir) ?? 0, 'SIGKILL');

    const second = await start(dataDir);
    expect(second.attached).toBe(false);
    expect(readFileSync(join(second.folder, 'server.log'), 'utf8')).toContain('pre-existing shared memory block');
    expect((await query(second, 'select answer from kept')).rows).toEqual([{ answer: 42 }, { answer: 43 }]);
    await busy;
    await second.stop();
    await first.stop();
  });

  it('uses the server of a killed process and stops it', async () => {
    const starter = startElsewhere(dataDir);
    const { port } = await said(starter, 'port');
    await end(starter, 'SIGKILL');
    const server = await start(dataDir);
    expect(server).toMatchObject({ attached: true, port });
    await server.stop();
    expect(postmasterOf(dataDir)).toBeUndefined();
  });

  it('is not misled by a process id that belongs to another program now', async () => {
    const file = join(pgdataOf(dataDir), 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${pgdataOf(dataDir)}\n1\n1\n\n127.0.0.1\n\nready   \n`);
    const server = await start(dataDir);
    expect(server.attached).toBe(false);
    await server.stop();
  });
});

describe('several processes that start on an empty folder at once', () => {
  it('share one server, which lasts as long as one of them', async () => {
    const dataDir = newFolder();
    const starters = [1, 2, 3].map(() => startElsewhere(dataDir));
    const answers = await Promise.all(starters.map((starter) => said(starter, 'port')));
    expect(answers.map(({ attached }) => attached).sort()).toEqual([false, true, true]);
    expect(new Set(answers.map(({ port }) => port)).size).toBe(1);
    const launcher = answers.findIndex(({ attached }) => !attached);
    const [first, ...others] = [...starters.splice(launcher, 1), ...starters];
    if (first) await end(first);
    expect(postmasterOf(dataDir)).toBeDefined();
    await Promise.all(others.map((starter) => end(starter)));
    expect(postmasterOf(dataDir)).toBeUndefined();
  });
});
