import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { DomainError, refuse } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { tenantMismatch, tenantRequired } from '../../sessions/domain/auth.errors.js';

/** Everything in a request, apart from its credential, that may name a tenant. */
export interface TenantNames {
  /** The Host header, or what a trusted proxy says it was. */
  readonly host?: string | undefined;
  /** The X-Tenant header. */
  readonly header?: string | undefined;
  /** The `tenant` member of the body. */
  readonly body?: string | undefined;
}

export interface NamedTenant {
  /** The key for counting failures, which does not depend on whether the tenant exists. */
  readonly name: string;
  /** Undefined when there is none of that name, or when the names disagree; callers must not reveal which. */
  readonly tenant: RegisteredTenant | undefined;
}

export interface TenantAccess {
  readonly tenant: RegisteredTenant;
  /** Why the tenant is closed; reveal it only after a valid credential. */
  readonly refusal: DomainError | undefined;
}

export interface TokenTenant extends TenantAccess {
  readonly isNamed: boolean;
}

@Injectable()
export class TenantNamingService {
  constructor(private readonly tenancy: TenancyFacade) {}

  /** The tenant that a request without a credential names. @throws 422 `auth.tenant_required` */
  async resolve(names: TenantNames): Promise<NamedTenant> {
    const { meant: named, domain } = await this.lookUp(names);
    if (named) return named;
    // an unknown domain is treated like that of a tenant
    if (domain === undefined) throw refuse(tenantRequired);
    return { name: domain, tenant: undefined };
  }

  /**
   * The tenant of a token, and whether the request names no other one. Takes the same time whether or not the tenants exist.
   * @throws 503 while the tenant's rows may not be readable
   */
  async resolveToken(tenantId: string | undefined, names: TenantNames): Promise<TokenTenant | undefined> {
    const tenant = tenantId === undefined ? undefined : await this.tenancy.tenantById(tenantId);
    const { meant } = await this.lookUp(names);
    if (!tenant) return undefined;
    return { ...this.accessTo(tenant), isNamed: meant === undefined || meant.tenant?.id === tenant.id };
  }

  /** @throws 503 while the tenant's rows may not be readable, which reveals nothing about any account */
  accessTo(tenant: RegisteredTenant): TenantAccess {
    try {
      this.tenancy.assertOpen(tenant);
      return { tenant, refusal: undefined };
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return { tenant, refusal: error };
      throw error;
    }
  }

  /** @throws 403 `auth.tenant_mismatch` where the request names another tenant than its credential */
  async assertAgrees(tenant: TenantRef, { host, header }: TenantNames): Promise<void> {
    if (header !== undefined && (await this.slugOf(header)) !== tenant.slug) throw refuse(tenantMismatch);
    const atHost = host ? await this.tenancy.tenantByHost(host) : undefined;
    if (atHost && atHost.id !== tenant.id) throw refuse(tenantMismatch);
  }

  /** As the client wrote it, or what a tenant that was renamed lately is called now. */
  private slugOf(name: string): Promise<string> {
    return this.tenancy.currentSlug(name.trim().toLowerCase());
  }

  /** A host below the base domain names a tenant whether or not it exists, so that the response does not reveal that. */
  private async lookUp({ host = '', header, body }: TenantNames) {
    const given = await Promise.all([header, body].flatMap((name) => (name ? [this.slugOf(name)] : [])));
    const found = await this.tenancy.tenantsNamed(host, given);
    const atHost = found.atHost?.slug ?? found.host?.slug;
    const slugs = [...new Set([...(atHost ? [atHost] : []), ...given])];
    const tenant = slugs.length === 1 ? found.bySlug(slugs[0]!) : undefined;
    const named: NamedTenant | undefined = slugs.length > 0 ? { name: slugs.join(' '), tenant } : undefined;
    return { meant: named, domain: found.host?.domain };
  }
}
