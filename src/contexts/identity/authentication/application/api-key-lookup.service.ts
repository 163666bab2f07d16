import { Injectable } from '@nestjs/common';
import { TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { isoUtc, PlatformDb, TenantDb } from '#libs/database';
import { Clock, uuidv7 } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import { liveApiKey } from '../../api-keys/application/api-key.queries.js';
import { recordApiKeyUse } from '../../api-keys/application/api-key.writes.js';
import { effectiveScopes } from '../../api-keys/domain/api-key-scopes.js';
import type { ReadApiKey } from '../../api-keys/application/api-key-secret.js';
import { permissionsOf } from '../../people/domain/roles.js';
import { ClosedTenantService } from '../../sessions/application/closed-tenant.service.js';
import { liveOperatorSession } from '../../sessions/application/sign-in.queries.js';
import { TenantNamingService, type TenantAccess } from '../../sign-in/application/tenant-naming.service.js';
import { restrictionOf, type LiveCaller } from './live-caller.js';

export interface LiveApiKey extends LiveCaller {
  /** Infinity for a key that does not expire. */
  readonly expiresAt: number;
}

type FoundKey = typeof liveApiKey.row;

/** The last use is told to the minute, so that a program in steady use costs one write a minute. */
const USE_MILLISECONDS = 60_000;

/** Finds keys that are valid now, with what they may do. */
@Injectable()
export class ApiKeyLookupService {
  constructor(
    private readonly tenancy: TenancyFacade,
    private readonly naming: TenantNamingService,
    private readonly tenantDb: TenantDb,
    private readonly platformDb: PlatformDb,
    private readonly closed: ClosedTenantService,
    private readonly clock: Clock,
  ) {}

  /** Tells of a closed tenant, or one whose plan has no keys, only those who have a valid key. */
  async find({ tenantId, hash }: ReadApiKey, ip: string): Promise<LiveApiKey | null> {
    const known = await this.tenancy.tenantById(tenantId);
    const access = known ? this.naming.accessTo(known) : await this.noTenant();
    return access ? this.findIn(access, hash, ip) : null;
  }

  private findIn({ tenant, refusal }: TenantAccess, hash: string, ip: string): Promise<LiveApiKey | null> {
    return runInTenant(tenant, 'authentication', async () => {
      const at = this.clock.now();
      if (refusal) {
        if (await this.closed.hasApiKey(hash, at)) throw refusal;
        return null;
      }
      const row = await this.tenantDb.one(liveApiKey, { hash, at });
      if (!row) return null;
      if (!row.is_in_plan) await this.tenancy.assertFeature('api_access');
      await this.recordUse(row, ip);
      return liveKey(row, tenant);
    });
  }

  private async recordUse({ id, last_used_at: lastUse }: FoundKey, ip: string): Promise<void> {
    const at = this.clock.now();
    const before = new Date(at.getTime() - USE_MILLISECONDS);
    if (lastUse === null || new Date(isoUtc(lastUse)) < before)
      await this.tenantDb.run(recordApiKeyUse, { id, at, ip, before });
  }

  /** As long as the search of a tenant's keys takes, so that the time does not tell which tenants there are. */
  private async noTenant(): Promise<undefined> {
    await this.platformDb.one(liveOperatorSession, { sessionId: uuidv7(), at: this.clock.now() });
  }
}

function liveKey(row: FoundKey, tenant: RegisteredTenant): LiveApiKey {
  const { id, name, scopes, user_id: userId, role, granted, expires_at: expiresAt } = row;
  const permissions = effectiveScopes(scopes, permissionsOf(role, granted ?? []));
  const restriction = restrictionOf(tenant, row.is_verified);
  const actor = { kind: 'user' as const, id: userId, role, permissions, apiKey: { id, name }, ...restriction };
  const end = expiresAt === null ? Infinity : new Date(isoUtc(expiresAt)).getTime();
  return { userId, sessionId: id, who: { actor, tenant }, agreedHost: undefined, expiresAt: end };
}
