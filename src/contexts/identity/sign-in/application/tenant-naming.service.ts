import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { DomainError, refuse } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { tenantMismatch, tenantRequired } from '../../sessions/domain/auth.errors.js';

/** Everything in a request that may name a tenant beside a credential. */
export interface TenantNames {
  /** The Host header, or what a trusted proxy says it was. */
  readonly host?: string | undefined;
  /** The X-Tenant header. */
  readonly header?: string | undefined;
  /** The `tenant` member of the body. */
  readonly body?: string | undefined;
}

export interface Meant {
  /** What failures are counted by: the same for the same names, whoever exists. */
  readonly name: string;
  /** Undefined when there is none of that name, or when the names disagree; the caller must not tell which. */
  readonly tenant: RegisteredTenant | undefined;
}

export interface OpenTo {
  readonly tenant: RegisteredTenant;
  /** Why nobody is let in: to be told to those alone who have shown a valid credential. */
  readonly refusal: DomainError | undefined;
}

export interface TokenTenant extends OpenTo {
  readonly isMeant: boolean;
}

@Injectable()
export class TenantNamingService {
  constructor(private readonly tenancy: TenancyFacade) {}

  /** The tenant that somebody without a credential means. @throws 422 `auth.tenant_required` */
  async meant(names: TenantNames): Promise<Meant> {
    const { meant, domain } = await this.named(names);
    if (meant) return meant;
    // a domain that is no tenant's is answered like one that is
    if (domain === undefined) throw refuse(tenantRequired);
    return { name: domain, tenant: undefined };
  }

  /**
   * The tenant that a token is of, and whether nothing in the request names another one. Takes the same time whoever exists.
   * @throws 503 while the tenant's rows may not be readable
   */
  async ofToken(tenantId: string | undefined, names: TenantNames): Promise<TokenTenant | undefined> {
    const tenant = tenantId === undefined ? undefined : await this.tenancy.tenantById(tenantId);
    const { meant } = await this.named(names);
    if (!tenant) return undefined;
    return { ...this.openTo(tenant), isMeant: meant === undefined || meant.tenant?.id === tenant.id };
  }

  /** @throws 503 at once while the tenant's rows may not be readable, which says nothing of any account */
  openTo(tenant: RegisteredTenant): OpenTo {
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
    if (header !== undefined && header.trim().toLowerCase() !== tenant.slug) throw refuse(tenantMismatch);
    const atHost = host ? await this.tenancy.tenantByHost(host) : undefined;
    if (atHost && atHost.id !== tenant.id) throw refuse(tenantMismatch);
  }

  /** A host below the base domain names a tenant whether or not there is one, for the answer would tell. */
  private async named({ host = '', header, body }: TenantNames) {
    const given = [header, body].flatMap((name) => (name ? [name.trim().toLowerCase()] : []));
    const found = await this.tenancy.tenantsNamed(host, given);
    const atHost = found.atHost?.slug ?? found.host?.slug;
    const slugs = [...new Set([...(atHost ? [atHost] : []), ...given])];
    const tenant = slugs.length === 1 ? found.bySlug(slugs[0]!) : undefined;
    const meant: Meant | undefined = slugs.length > 0 ? { name: slugs.join(' '), tenant } : undefined;
    return { meant, domain: found.host?.domain };
  }
}
