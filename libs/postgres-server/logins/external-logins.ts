import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartupError } from '#libs/kernel';
import * as hardening from './hardening-statements.js';
import { passwordOf, userOf, withUser } from './login-url.js';
import { createRoles, inTransaction, resetPasswords } from './make-roles.js';
import type { LoginOptions, Logins } from './logins.js';
import * as statements from './role-statements.js';
import { maySignIn, withSignedInClient } from './sign-in.js';
import { storedPasswords } from './stored-passwords.js';

const oldest = 15;
/** "tuple concurrently updated" has no code of its own. */
const collisions = new Set<string | undefined>(['XX000', '23505', '40001', '40P01']);
const variables = { fp_platform: 'DATABASE_PLATFORM_URL', fp_app: 'DATABASE_APP_URL' } as const;
type RuntimeLogin = keyof typeof variables;

interface Me {
  readonly name: string;
  readonly version: number;
  readonly mayCreateRoles: boolean;
}

/** Why a database cannot isolate by role; not an error where the operator accepts isolation by schema. */
class NoRoles extends Error {}

/** `databaseUrl` is the migrator's; it creates the other two logins where they are missing, if it may. */
export async function externalLogins(databaseUrl: string, options: LoginOptions): Promise<Logins> {
  const { waitMs = 5_000 } = options;
  return withSignedInClient(databaseUrl, { variable: 'DATABASE_URL', waitMs }, async (client) => {
    const me = await whoAmI(client);
    if (options.isolation === 'schema') return withoutRoles(databaseUrl, options, weaker('It is set'));
    try {
      return await retryOnRoleConflict(() => withRoles(client, me, databaseUrl, options));
    } catch (error) {
      if (!(error instanceof NoRoles)) throw error;
      return fallBack(error, databaseUrl, options);
    }
  });
}

async function whoAmI(client: pg.Client): Promise<Me> {
  const { rows } = await client.query<Me>(statements.whoAmI);
  const [me] = rows;
  if (!me) throw new StartupError('The database does not know who signed in. Correct DATABASE_URL.');
  if (me.version >= oldest * 10_000) return me;
  const found = Math.floor(me.version / 10_000);
  throw new StartupError(
    `DATABASE_URL leads to PostgreSQL ${found}; FieldPilot needs ${oldest} or later. Upgrade it, or set DATABASE_URL to another server.`,
  );
}

function withoutRoles(databaseUrl: string, { platformUrl, appUrl }: LoginOptions, notice?: string): Logins {
  return {
    migratorUrl: databaseUrl,
    platformUrl: platformUrl ?? databaseUrl,
    appUrl: appUrl ?? databaseUrl,
    isolation: 'schema',
    notice,
  };
}

function fallBack({ message }: NoRoles, databaseUrl: string, options: LoginOptions): Logins {
  if (options.production) {
    throw new StartupError(
      `Tenants cannot be isolated by role: ${message}. Put that right, or set ISOLATION=schema to do without database roles.`,
    );
  }
  const notice = `${weaker(message)} Let a superuser put it right, or leave DATABASE_URL out to use the embedded PostgreSQL.`;
  // logins without the rights of the roles could not read anything
  return withoutRoles(databaseUrl, { ...options, platformUrl: undefined, appUrl: undefined }, notice);
}

function weaker(reason: string): string {
  return `WARNING: ISOLATION=schema. ${reason}, so tenants are kept apart by qualified names alone and no database role backs that up.`;
}

async function withRoles(client: pg.Client, me: Me, databaseUrl: string, options: LoginOptions): Promise<Logins> {
  if (!me.mayCreateRoles) throw new NoRoles(`${me.name} may not create roles (ALTER ROLE ${me.name} CREATEROLE)`);
  const { urls, gaps } = await inTransaction(client, async () => {
    await client.query(statements.lock);
    const wanted = wantedUrls(databaseUrl, options);
    await asRoleWork(me, () => makeRoles(client, wanted));
    const { rows } = await client.query<{ flaw: string }>(statements.flaws);
    if (rows[0]) throw new NoRoles(rows.map(({ flaw }) => flaw).join(', '));
    return { urls: wanted, gaps: await hardenDatabase(client) };
  });
  const notice = await renewPasswords(client, me, urls, options);
  const { fp_platform: platformUrl, fp_app: appUrl } = urls;
  return { migratorUrl: databaseUrl, platformUrl, appUrl, isolation: 'role', notice, gaps };
}

/** Revokes rights in this database as far as its user may, and reports what stays open; other databases are not changed. */
async function hardenDatabase(client: pg.Client): Promise<string | undefined> {
  await client.query(hardening.harden());
  const { rows } = await client.query<{ gap: string }>(hardening.gaps);
  return rows[0] && `WARNING: open, and not FieldPilot's to close here: ${rows.map(({ gap }) => gap).join('; ')}.`;
}

/** Retries, because the lock is per database but roles belong to the server: installations in other databases may change them too. */
async function retryOnRoleConflict<T>(work: () => Promise<T>, triesLeft = 10): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isCollision = error instanceof pg.DatabaseError && collisions.has(error.code);
    if (!isCollision || triesLeft === 0) throw error;
    await delay(50 + Math.random() * 100);
    return retryOnRoleConflict(work, triesLeft - 1);
  }
}

async function makeRoles(client: pg.Client, urls: Record<RuntimeLogin, string>): Promise<void> {
  await createRoles(client, { fp_platform: passwordOf(urls.fp_platform), fp_app: passwordOf(urls.fp_app) });
  await client.query(statements.letCurrentUserBecomeOwner);
  await client.query(statements.grantRights);
}

async function asRoleWork(me: Me, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
    throw new NoRoles(`${me.name} lacks a right: ${error.message}`);
  }
}

function wantedUrls(databaseUrl: string, { platformUrl, appUrl, dataDir }: LoginOptions): Record<RuntimeLogin, string> {
  const made = (name: RuntimeLogin): string => withUser(databaseUrl, name, storedPasswords(dataDir)[name]);
  const urls = { fp_platform: platformUrl ?? made('fp_platform'), fp_app: appUrl ?? made('fp_app') };
  for (const name of Object.keys(variables) as RuntimeLogin[]) {
    const user = userOf(urls[name]);
    if (user !== name)
      throw new StartupError(
        `${variables[name]} signs in as ${user}; it has to be ${name}. Correct the user name in it.`,
      );
  }
  return urls;
}

/** Passwords given by an operator are never changed; those made by FieldPilot may belong to another data folder. */
async function renewPasswords(
  client: pg.Client,
  me: Me,
  urls: Record<RuntimeLogin, string>,
  options: LoginOptions,
): Promise<string | undefined> {
  if ((await refusedLogins(urls, options)).length === 0) return undefined;
  const names = await inTransaction(client, async () => {
    await client.query(statements.lock);
    // while this one waited, another process of the same data folder may have done it
    const refused = await refusedLogins(urls, options);
    if (refused.length > 0) await renew(client, me, urls, refused);
    return refused.join(' and ');
  });
  if (names === '') return undefined;
  return `The passwords of ${names} were renewed: another installation on this database server loses its access until it starts again.`;
}

async function refusedLogins(
  urls: Record<RuntimeLogin, string>,
  { platformUrl, appUrl }: LoginOptions,
): Promise<RuntimeLogin[]> {
  const given = { fp_platform: platformUrl, fp_app: appUrl };
  const refused: RuntimeLogin[] = [];
  for (const name of Object.keys(variables) as RuntimeLogin[]) {
    if (await maySignIn(urls[name], variables[name])) continue;
    if (given[name])
      throw new StartupError(
        `The database refuses ${name}. Correct the password in ${variables[name]}, or set it in the database (ALTER ROLE ${name} PASSWORD …).`,
      );
    refused.push(name);
  }
  return refused;
}

/** Not while the logins are in use: two installations would change each other's passwords at each start. */
async function renew(
  client: pg.Client,
  me: Me,
  urls: Record<RuntimeLogin, string>,
  names: readonly RuntimeLogin[],
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(statements.loginsInUse, [names]);
  if (rows.length > 0) {
    throw new StartupError(
      `Another installation uses ${rows.map(({ name }) => name).join(' and ')} on this database server. Set DATABASE_PLATFORM_URL and DATABASE_APP_URL ` +
        'here to its logins, share its data folder (FIELDPILOT_DATA), or stop it.',
    );
  }
  const passwords = Object.fromEntries(names.map((name) => [name, passwordOf(urls[name])]));
  await asRoleWork(me, async () => {
    await resetPasswords(client, passwords);
    await client.query(statements.recordRenewal);
  });
}
