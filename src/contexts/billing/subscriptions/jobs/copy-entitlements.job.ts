import { ENTITLEMENTS } from '#contexts/tenancy';
import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { EntitlementCopyService } from '../application/entitlement-copy.service.js';

@RunsPerTenant(ENTITLEMENTS)
export class CopyEntitlementsJob implements TenantJob {
  constructor(private readonly copies: EntitlementCopyService) {}

  async run(): Promise<null> {
    await this.copies.copy();
    return null;
  }

  /** Written in the transaction that changes a subscription, so none is ever lost. */
  nextWakeup(): Statement {
    return { text: 'select null as at', values: [], writes: false };
  }
}
