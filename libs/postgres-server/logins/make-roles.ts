import type pg from 'pg';
import * as statements from './role-statements.js';
import { scramVerifier } from './scram-verifier.js';

export type LoginPasswords = Readonly<Record<string, string>>;

export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // on a lost connection there is nothing to roll back, and the first error says why
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Creates fp_owner and the named logins where they are missing. Call it in a transaction. */
export async function createRoles(client: pg.Client, passwords: LoginPasswords): Promise<void> {
  await client.query(statements.setVerifiers, [verifiersOf(passwords)]);
  await client.query(statements.createRoles);
}

/** Call it in a transaction. */
export async function resetPasswords(client: pg.Client, passwords: LoginPasswords): Promise<void> {
  await client.query(statements.setVerifiers, [verifiersOf(passwords)]);
  await client.query(statements.resetPasswords);
}

function verifiersOf(passwords: LoginPasswords): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(passwords).map(([name, password]) => [name, scramVerifier(password)])),
  );
}
