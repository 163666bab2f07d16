import { provisionTestTenant } from '#libs/testing';
import type { Ids, Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

// Goes on from one stage to the next: a domain that one tenant has verified no other can add.
let count = 0;

export const tenancyRecipes: ContextRecipes = {
  tags: ['Account', 'Domains', 'Onboarding', 'Usage', 'Tenants', 'Tenant life cycle'],
  recipes: {
    // else there is nothing to resume, and nothing changes
    resumeOnboarding: { after: ['skipOnboarding'] },
    createTenantDomain: { body: ({ sampler }) => ({ domain: `${sampler.marker}-${(count += 1)}.acme.com` }) },
    makeTenantDomainPrimary: { target: verifiedDomain },
    resumeTenant: { after: ['suspendTenant'] },
    renameTenant: {
      body: ({ sampler }) => ({
        slug: `${sampler.marker}-${Date.now().toString(36)}-${(count += 1)}`,
        reason: 'New name',
      }),
    },
  },
  references: { tenantId: '/admin/v1/tenants' },
  origins: { '/admin/v1/tenants': async ({ tenant }) => (await provisionTestTenant(tenant.testApp)).ref.id },
};

/** No test owns a zone in which everybody could look its record up. */
async function verifiedDomain(stage: Stage): Promise<Ids> {
  const id = await stage.fresh('/v1/tenant/domains');
  const verify = 'update domains set is_verified = true, verified_at = now() where id = $1';
  await stage.tenant.testApp.database.query(verify, [id]);
  return { id };
}
