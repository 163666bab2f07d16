import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb, PlatformUnitOfWork } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import { judgeRefresh } from '../domain/session-life.js';
import { accountOfClosedTenant, apiKeyOfClosedTenant, refreshTokenOfClosedTenant } from './closed-tenant.queries.js';

const time = (at: string): Date => new Date(isoUtc(at));
const timeIfAny = (at: string | null): Date | null => (at === null ? null : time(at));

/**
 * Credentials of the current tenant while it is suspended or canceled, and so closed in the database: read so that whoever has a valid one,
 * and nobody else, is told that it is closed. Nothing is written.
 */
@Injectable()
export class ClosedTenantService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
  ) {}

  account(email: string) {
    return this.db.one(accountOfClosedTenant, { tenantId: currentTenant().id, email });
  }

  async hasApiKey(hash: string, at: Date): Promise<boolean> {
    return (await this.db.one(apiKeyOfClosedTenant, { tenantId: currentTenant().id, hash, at })) !== undefined;
  }

  /** In a transaction, as where the tenant is open, so that an unknown token takes the same time. */
  async isRefreshable(hash: string, at: Date): Promise<boolean> {
    const query = refreshTokenOfClosedTenant.bind('public', { tenantId: currentTenant().id, hash });
    const [result] = await this.unitOfWork.transactional(() => this.unitOfWork.execute(query));
    const [row] = result!.rows as unknown as (typeof refreshTokenOfClosedTenant.row)[];
    if (!row) return false;
    const token = {
      expiresAt: time(row.expires_at),
      usedAt: timeIfAny(row.used_at),
      revokedAt: timeIfAny(row.revoked_at),
    };
    const session = {
      expiresAt: time(row.session_expires_at),
      revokedAt: timeIfAny(row.session_revoked_at),
      lastSeenAt: time(row.session_last_seen_at),
    };
    return ['fresh', 'repeated'].includes(judgeRefresh(token, session, at));
  }
}
