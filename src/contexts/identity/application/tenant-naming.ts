import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import type { TenantRef } from '#libs/request-context';
import { tenantMismatch, tenantRequired } from '../domain/auth.errors.js';

/** Everything in a request that may name a tenant beside a credential. */
export interface TenantNames {
  /** The Host header, or what a trusted proxy says it was. */
  readonly host?: string | undefined;
  /** The X-Tenant header. */
  readonly header?: string | undefined;
  /** The `tenant` member of the body. */
  readonly body?: string | undefined;
}

@Injectable()
export class TenantNaming {
  constructor(private readonly tenancy: TenancyFacade) {}

  /**
   * The tenant that somebody without a credential means. Undefined when there is none of that name, which the caller must not tell.
   * @throws 403 `auth.tenant_mismatch`, 422 `auth.tenant_required`
   */
  async meant({ host, header, body }: TenantNames): Promise<{ slug: string; tenant: RegisteredTenant | undefined }> {
    const atHost = host ? await this.tenancy.tenantByHost(host) : undefined;
    const slugs = [atHost?.slug, header, body].flatMap((name) => (name ? [name.trim().toLowerCase()] : []));
    const [slug] = slugs;
    if (slug === undefined) throw tenantRequired();
    if (slugs.some((other) => other !== slug)) throw tenantMismatch();
    return { slug, tenant: atHost ?? (await this.tenancy.tenantBySlug(slug)) };
  }

  /** @throws 403 `auth.tenant_mismatch` where the request names another tenant than its credential */
  async assertAgrees(tenant: TenantRef, { host, header }: TenantNames): Promise<void> {
    if (header !== undefined && header.trim().toLowerCase() !== tenant.slug) throw tenantMismatch();
    const atHost = host ? await this.tenancy.tenantByHost(host) : undefined;
    if (atHost && atHost.id !== tenant.id) throw tenantMismatch();
  }
}
