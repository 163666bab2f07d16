import type { DemoTenant } from '../demo-tenant.js';
import { readablePassword } from './readable-password.js';
import type { SignInFile } from './sign-in-file.js';
import type { DemoSignIns, SignIn, TenantSignIns } from './sign-ins.js';

/** The accounts that already have a password, for which a new one would be wrong. */
export interface ExistingAccounts {
  readonly operator: boolean;
  readonly slugs: ReadonlySet<string>;
}

export const operatorEmail = 'operator@fieldpilot.example';

/**
 * Writes the sign-ins before the accounts are created, so that a start which dies in between is repeated with the same passwords. Known
 * ones stay; passwords are created only for accounts that do not exist yet.
 */
export async function prepareSignIns(
  file: SignInFile,
  { baseUrl, tenants, present }: { baseUrl: string; tenants: readonly DemoTenant[]; present: ExistingAccounts },
): Promise<DemoSignIns> {
  const known = await file.read();
  const signIns: DemoSignIns = {
    baseUrl,
    operator: known?.operator ?? (present.operator ? null : newSignIn(operatorEmail)),
    tenants: tenants.flatMap((tenant) => {
      const ofTenant = known?.tenants.find(({ slug }) => slug === tenant.slug);
      return ofTenant ?? (present.slugs.has(tenant.slug) ? [] : newTenantSignIns(tenant));
    }),
  };
  if (!known) return isNothingKnown(signIns) ? signIns : file.create(signIns);
  return JSON.stringify(known) === JSON.stringify(signIns) ? known : file.replace(signIns);
}

function isNothingKnown({ operator, tenants }: DemoSignIns): boolean {
  return operator === null && tenants.length === 0;
}

function newSignIn(email: string): SignIn {
  return { email, password: readablePassword() };
}

function newTenantSignIns({ slug, people }: DemoTenant): TenantSignIns {
  const users = people.filter(({ hasLeft }) => !hasLeft);
  return { slug, users: users.map(({ role, email }) => ({ role, ...newSignIn(email) })) };
}
