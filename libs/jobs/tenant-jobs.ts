import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { jobKindOf, type TenantJob } from './tenant-job.js';

/** The jobs of this process by kind, discovered among all providers at boot. */
@Injectable()
export class TenantJobs implements OnModuleInit {
  private readonly jobs = new Map<string, TenantJob>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? jobKindOf(metatype) : undefined;
      if (!kind || !instance) continue;
      if (this.jobs.has(kind)) throw new Error(`Two jobs run for "${kind}".`);
      this.jobs.set(kind, instance as TenantJob);
    }
  }

  get kinds(): string[] {
    return [...this.jobs.keys()];
  }

  get(kind: string): TenantJob {
    return this.jobs.get(kind)!;
  }
}
