import type { INestApplicationContext } from '@nestjs/common';
import { FirstAdminsFacade } from '#contexts/identity';
import { TenancyFacade, type NewTenant, type RegisteredTenant } from '#contexts/tenancy';

export interface FirstAdministrator {
  /** Default: `admin@<domain of the tenant>`. */
  readonly email?: string | undefined;
  readonly password: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

export interface ProvisionedTenant extends RegisteredTenant {
  readonly domain: string;
  readonly admin: { readonly email: string; readonly password: string };
}

/** A tenant and its first administrator, in one transaction. */
export async function provisionTenant(
  app: INestApplicationContext,
  wanted: Omit<NewTenant, 'firstRows'>,
  { email, ...account }: FirstAdministrator,
): Promise<ProvisionedTenant> {
  const tenancy = app.get(TenancyFacade, { strict: false });
  const domain = tenancy.domainFor(wanted);
  const admin = { ...account, email: email ?? `admin@${domain}` };
  const firstRows = await app.get(FirstAdminsFacade, { strict: false }).firstAdmin(wanted, admin);
  const tenant = await tenancy.provision({ ...wanted, domain, firstRows });
  return { ...tenant, domain, admin: { email: admin.email, password: admin.password } };
}
