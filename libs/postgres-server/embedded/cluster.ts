import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { runAs } from './server-account.js';
import { giveToOwner, type ServerHome } from './server-home.js';
import { StartupError } from '#libs/kernel';

export const superuser = 'postgres';

/** Complete or absent: the folder is prepared under another name, so a killed initdb leaves only a draft. */
export async function ensureCluster(
  home: ServerHome,
  binaries: Binaries,
  options: { durable: boolean; log: (line: string) => void },
): Promise<void> {
  await removeDrafts(home);
  if (existsSync(dirname(home.pgdata))) return checkCluster(home, binaries);
  const draft = mkdtempSync(join(home.folder, 'cluster.new-'));
  if (home.account) chmodSync(draft, 0o711);
  options.log(`Creating the database in ${home.folder}`);
  await runInitdb(binaries.initdb, draft, home, options.durable);
  giveToOwner(home, draft);
  renameSync(draft, dirname(home.pgdata));
}

export function superuserPassword(home: ServerHome): string {
  return readFileSync(passwordFile(dirname(home.pgdata)), 'utf8').trim();
}

const passwordFile = (cluster: string): string => join(cluster, 'superuser-password');

async function removeDrafts(home: ServerHome): Promise<void> {
  const drafts = readdirSync(home.folder).filter((name) => name.includes('.new-'));
  // an initdb that outlived the process that started it may still be writing
  await Promise.all(drafts.map((name) => rm(join(home.folder, name), { recursive: true, force: true, maxRetries: 5 })));
}

function checkCluster(home: ServerHome, binaries: Binaries): void {
  const versionFile = join(home.pgdata, 'PG_VERSION');
  const needed = [versionFile, join(home.pgdata, 'global', 'pg_control'), passwordFile(dirname(home.pgdata))];
  const missing = needed.find((file) => !existsSync(file));
  if (missing) {
    throw new StartupError(
      `The database in ${home.folder} is incomplete (${missing} is missing). Restore it from a backup, or remove ${dirname(home.pgdata)} to start with an empty one.`,
    );
  }
  const major = readFileSync(versionFile, 'utf8').trim();
  if (major !== binaries.major) {
    throw new StartupError(
      `The database in ${home.folder} was made by PostgreSQL ${major}, installed is ${binaries.major}. ` +
        'Install the FieldPilot version that made it and move the data with a backup, or set FIELDPILOT_DATA to another folder.',
    );
  }
}

async function runInitdb(initdb: string, draft: string, home: ServerHome, durable: boolean): Promise<void> {
  const pgdata = join(draft, 'pgdata');
  const password = passwordFile(draft);
  mkdirSync(pgdata, { mode: 0o700 });
  writeFileSync(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  for (const path of [pgdata, password]) {
    if (home.account) chownSync(path, home.account.uid, home.account.gid);
  }
  const options = [
    ...['--pgdata', pgdata, '--pwfile', password, '--username', superuser, '--auth=scram-sha-256', '--encoding=UTF8'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ...(durable ? [] : ['--no-sync']),
  ];
  const failure = await failureOf(initdb, options, home);
  if (failure) throw new StartupError(`The database in ${home.folder} could not be created: ${failure}`);
}

function failureOf(program: string, options: string[], home: ServerHome): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, options, { ...runAs(home.account), stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : (reasonIn(said) ?? `initdb ended with ${signal ?? code}`)),
    );
  });
}

/** The last line with an error; what follows it is about cleaning up. */
function reasonIn(text: string): string | undefined {
  return text
    .split('\n')
    .filter((line) => /error|fatal|could not/i.test(line))
    .at(-1)
    ?.replace(/^.*?(FATAL|ERROR|error):\s*/i, '');
}
