import { Injectable, Logger } from '@nestjs/common';
import type { ClaimedTenant } from './tenant-wakeup.writes.js';
import { TenantWakeups } from './tenant-wakeups.js';

/** The claims of this process. It renews them while it lives, so that they can be short and a dead process is replaced soon. */
@Injectable()
export class HeldClaims {
  private readonly logger = new Logger('Jobs');
  private readonly held = new Set<ClaimedTenant>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly wakeups: TenantWakeups) {}

  hold(claims: readonly ClaimedTenant[]): void {
    for (const claim of claims) this.held.add(claim);
    if (claims.length > 0) this.timer ??= setInterval(() => this.renew(), (this.wakeups.leaseSeconds * 1_000) / 4);
  }

  release(claim: ClaimedTenant): void {
    this.held.delete(claim);
    if (this.held.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private renew(): void {
    this.wakeups
      .renew([...this.held])
      .catch((error: unknown) => this.logger.warn(`Claims may run out before their work is done: ${String(error)}`));
  }
}
