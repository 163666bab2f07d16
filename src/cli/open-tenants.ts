import type { RegisteredTenant, TenancyFacade } from '#contexts/tenancy';
import { StartupError } from '#libs/kernel';

/** The tenant that a command names, or all that are open. */
export async function openTenants(tenancy: TenancyFacade, slug: string | undefined): Promise<RegisteredTenant[]> {
  if (slug === undefined) return tenancy.openTenants();
  const tenant = await tenancy.tenantBySlug(slug);
  if (!tenant) throw new StartupError(`There is no tenant "${slug}". "fieldpilot tenants list" names all.`);
  tenancy.assertOpen(tenant);
  return [tenant];
}
