import { Injectable } from '@nestjs/common';
import { HealthMetric } from '#libs/http';
import { TenantWakeups } from '#libs/jobs';

const KEPT_MS = 10_000;

/** By kind of background work, how long the longest-waiting tenant has waited. Kinds with nothing due are left out. */
@Injectable()
export class LatenessMetric extends HealthMetric {
  readonly name = 'lateSeconds';
  private known: Promise<Record<string, number>> | undefined;
  private until = 0;

  constructor(private readonly wakeups: TenantWakeups) {
    super();
  }

  read(): Promise<Record<string, number>> {
    if (this.known && performance.now() < this.until) return this.known;
    this.until = performance.now() + KEPT_MS;
    this.known = this.wakeups.lateness();
    this.known.catch(() => (this.until = 0));
    return this.known;
  }
}
