import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { ownSession } from '../../sessions/application/own-session.js';
import { ownTwoFactor } from './own-two-factor.queries.js';

export interface TwoFactorState {
  readonly enabled: boolean;
  /** By the settings of the account, also while the grace lasts. */
  readonly required: boolean;
  readonly graceUntil: string | null;
  readonly backupCodesLeft: number;
}

/** Whether whoever asks has a second factor, and has to have one. */
@Injectable()
export class TwoFactorStateService {
  constructor(
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
  ) {}

  async get(): Promise<TwoFactorState> {
    const { userId } = ownSession();
    const [row, tenant] = await Promise.all([
      this.db.one(ownTwoFactor, { userId }),
      this.tenancy.tenantById(currentTenant().id),
    ]);
    if (!row || !tenant) throw notFound();
    const { twoFactorRequiredFor, twoFactorGraceUntil } = tenant.twoFactor;
    const required = twoFactorRequiredFor.includes(row.role);
    const graceUntil = required ? twoFactorGraceUntil : null;
    return { enabled: row.enabled, required, graceUntil, backupCodesLeft: Number(row.backupCodesLeft) };
  }
}
