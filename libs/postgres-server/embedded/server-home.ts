import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canEnter, isRoot, serverAccount, type ServerAccount } from './server-account.js';
import { StartupError } from '#libs/kernel';
import { folderError } from '../folder-error.js';

/** Where the server's files are: `<dataDir>/postgres`, or the place that a link of that name leads to. */
export interface ServerHome {
  readonly folder: string;
  readonly pgdata: string;
  readonly account?: ServerAccount;
  /** Set when the server's files are not in the data folder. */
  readonly notice?: string;
}

export function openServerHome(dataDir: string): ServerHome {
  const place = join(dataDir, 'postgres');
  try {
    makeFolders(dataDir);
    if (!existsAtAll(place)) createHome(dataDir, place);
  } catch (error) {
    throw error instanceof StartupError ? error : folderError(dataDir, error);
  }
  return describeHome(place);
}

/** Files that root creates belong to the owner of the folder, who could not start the server otherwise. */
export function giveToOwner(home: ServerHome, path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(home.folder);
  chownSync(path, uid, gid);
}

function describeHome(place: string): ServerHome {
  if (!existsSync(place)) {
    throw new StartupError(
      `The database that ${place} points to is gone. Restore it there, or remove ${place} to start with an empty one.`,
    );
  }
  const folder = realpathSync(place);
  const pgdata = join(folder, 'cluster', 'pgdata');
  const account = serverAccount(pgdata);
  if (account && !canEnter(account, folder)) {
    throw new StartupError(
      `The account ${account.name}, which PostgreSQL runs as, cannot enter ${folder}. Start as the owner of the folder, ` +
        'let others pass through the folders above it (chmod o+x), or move the data and set FIELDPILOT_DATA.',
    );
  }
  const isMoved = lstatSync(place).isSymbolicLink();
  const notice =
    isMoved && account
      ? `PostgreSQL runs as ${account.name} and cannot enter ${place}: the database is kept in ${folder}.`
      : undefined;
  return { folder, pgdata, account, notice };
}

function createHome(dataDir: string, place: string): void {
  const account = serverAccount(join(place, 'cluster', 'pgdata'));
  if (!account || canEnter(account, dataDir)) return void makeHome(place, account);
  const elsewhere = folderFor(account);
  try {
    symlinkSync(elsewhere, place);
  } catch (error) {
    rmSync(elsewhere, { recursive: true });
    // another process that starts at the same moment was faster
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** One level at a time, since mkdirSync with the recursive option never returns below /proc. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // another process may have created it meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Root owns the folder and only lets the account pass through, so that root never writes where the account could plant links. */
function makeHome(folder: string, account: ServerAccount | undefined): void {
  makeFolders(folder);
  chmodSync(folder, account ? 0o711 : 0o700);
}

/** No temporary folder, since the data must survive a reboot. */
function folderFor(account: ServerAccount): string {
  for (const base of ['/var/lib', '/var/tmp', tmpdir()].filter((candidate) => canEnter(account, candidate))) {
    try {
      const folder = mkdtempSync(join(base, 'fieldpilot-'));
      chmodSync(folder, 0o711);
      return folder;
    } catch {
      continue;
    }
  }
  throw new StartupError(
    `No folder was found that ${account.name} can enter. Set FIELDPILOT_DATA to one, or DATABASE_URL to a PostgreSQL that runs already.`,
  );
}

function existsAtAll(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
