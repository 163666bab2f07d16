import type pg from 'pg';
import { onDatabase, withUser } from './login-url.js';
import { createRoles, inTransaction, resetPasswords } from './make-roles.js';
import * as hardening from './hardening-statements.js';
import type { LoginOptions, Logins } from './logins.js';
import * as statements from './role-statements.js';
import { withSignedInClient } from './sign-in.js';
import { storedPasswords, type LoginName, type Passwords } from './stored-passwords.js';

const variable = 'the embedded server';

/** The server is used by FieldPilot alone, so it always isolates by role and its logins always get the stored passwords. */
export async function embeddedLogins(adminUrl: string, { dataDir, isolation }: LoginOptions): Promise<Logins> {
  const url = onDatabase(adminUrl, 'fieldpilot');
  const passwords = await withSignedInClient(adminUrl, { variable }, async (admin) => {
    await admin.query(statements.sessionLock);
    const kept = storedPasswords(dataDir);
    await makeRoles(admin, kept);
    await makeDatabase(admin);
    await withSignedInClient(url, { variable }, (client) => inTransaction(client, () => closeDatabase(client)));
    return kept;
  });
  const urlOf = (name: LoginName): string => withUser(url, name, passwords[name]);
  const notice =
    isolation === 'schema'
      ? 'ISOLATION=schema is for databases without roles: the embedded one isolates tenants by role.'
      : undefined;
  return {
    migratorUrl: urlOf('fp_migrator'),
    platformUrl: urlOf('fp_platform'),
    appUrl: urlOf('fp_app'),
    isolation: 'role',
    notice,
  };
}

async function makeRoles(admin: pg.Client, passwords: Passwords): Promise<void> {
  await inTransaction(admin, async () => {
    await createRoles(admin, passwords);
    await resetPasswords(admin, passwords);
    await admin.query(hardening.resetSettings);
    await admin.query(statements.letMigratorBecomeOwner);
  });
}

async function makeDatabase(admin: pg.Client): Promise<void> {
  const { rowCount } = await admin.query(statements.databaseExists);
  if (rowCount === 0) await admin.query(statements.createDatabase);
  await admin.query(statements.closeDatabases);
}

async function closeDatabase(client: pg.Client): Promise<void> {
  await client.query(statements.grantRights);
  await client.query(hardening.harden());
}
