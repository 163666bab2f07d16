import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '#libs/kernel';
import { folderError } from '../folder-error.js';

export const loginNames = ['fp_migrator', 'fp_platform', 'fp_app'] as const;
export type LoginName = (typeof loginNames)[number];
export type Passwords = Readonly<Record<LoginName, string>>;

/** Created at the first call, in a file that only this user may read. Callers hold the database's advisory lock. */
export function storedPasswords(dataDir: string): Passwords {
  const file = join(dataDir, 'logins.json');
  try {
    return read(file) ?? create(file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw folderError(dataDir, error);
    throw new StartupError(
      `${file} is damaged (${error.message}). Remove it: new passwords are made at the next start.`,
      { cause: error },
    );
  }
}

function read(file: string): Passwords | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  chmodSync(file, 0o600);
  const parsed = JSON.parse(text) as Partial<Passwords> | null;
  if (!loginNames.every((name) => typeof parsed?.[name] === 'string')) throw new SyntaxError('a password is missing');
  return parsed as Passwords;
}

function create(file: string): Passwords {
  const passwords = Object.fromEntries(loginNames.map((name) => [name, randomBytes(24).toString('base64url')]));
  const draft = `${file}.${process.pid}`;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(draft, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
  return passwords as Passwords;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
