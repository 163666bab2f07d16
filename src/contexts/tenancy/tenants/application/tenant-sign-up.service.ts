import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { DomainError, refuse } from '#libs/kernel';
import { addressTaken } from '../domain/tenant.errors.js';
import { assertSlugForSignUp } from '../domain/tenant-name.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { suggestedSlug } from './suggested-slug.js';
import type { NewTenant } from './new-tenant.js';
import { TenantProvisioningService } from './tenant-provisioning.service.js';
import { tenantWithSlug } from './tenant.queries.js';

/** Tenants that strangers make: they choose less than operators, and are told less. */
@Injectable()
export class TenantSignUpService {
  constructor(
    private readonly provisioning: TenantProvisioningService,
    private readonly db: PlatformDb,
  ) {}

  /** The slug that is asked for, or else one made of the name. @throws 422 `tenant.invalid_name` */
  slugFor({ slug, name }: Partial<Pick<NewTenant, 'slug'>> & Pick<NewTenant, 'name'>): string {
    const chosen = slug ?? suggestedSlug(name);
    assertSlugForSignUp(chosen);
    return chosen;
  }

  /** Not cached. @throws 409 `tenant.address_taken` */
  async assertFree(slug: string): Promise<void> {
    if (await this.db.one(tenantWithSlug, { slug })) throw refuse(addressTaken);
  }

  /** @throws 409 `tenant.address_taken`, 422 `tenant.invalid_name` */
  async provision(tenant: NewTenant): Promise<RegisteredTenant> {
    assertSlugForSignUp(tenant.slug);
    try {
      return await this.provisioning.provision({ ...tenant, takesSpare: true });
    } catch (error) {
      throw error instanceof DomainError && error.kind === 'conflict' ? refuse(addressTaken) : error;
    }
  }
}
