import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** The account that the server runs as when FieldPilot runs as root, which PostgreSQL refuses. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The server does not inherit the environment: PG* variables, locale and time zone would change what it does. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Undefined when the server runs as the user who starts it. Existing data keep their account. */
export function serverAccount(pgdata: string): ServerAccount | undefined {
  if (!isRoot()) return undefined;
  return (
    ownerOf(pgdata) ?? accountNamed('postgres') ?? accountNamed('nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 }
  );
}

/** Options of a child process. Its working folder is one that every account can enter. */
export function runAs(account: ServerAccount | undefined): {
  uid?: number;
  gid?: number;
  cwd: string;
  env: Record<string, string>;
} {
  return { uid: account?.uid, gid: account?.gid, cwd: '/', env: serverEnvironment };
}

/** Tries it instead of reading mode bits, since access lists and mounts count too. */
export function canEnter(account: ServerAccount | undefined, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...runAs(account), stdio: 'ignore' });
  return status === 0;
}

function ownerOf(path: string): ServerAccount | undefined {
  const { uid, gid } = statSync(path, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 };
  if (uid === 0) return undefined;
  return { name: accounts().find((account) => account.uid === uid)?.name ?? `user ${uid}`, uid, gid };
}

function accountNamed(name: string): ServerAccount | undefined {
  return accounts().find((account) => account.name === name);
}

function accounts(): ServerAccount[] {
  const passwd = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([name, , uid, gid]) => name && Number(uid) > 0 && gid)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
