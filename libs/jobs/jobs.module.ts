import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { HeldClaims } from './held-claims.js';
import { JobRunner } from './job-runner.js';
import { JobTicker } from './job-ticker.js';
import { LostWakeups } from './lost-wakeups.js';
import { TenantJobs } from './tenant-jobs.js';
import { TenantWakeups } from './tenant-wakeups.js';
import { WakeupReconciliation } from './wakeup-reconciliation.js';

@Global()
@Module({
  imports: [DiscoveryModule, ScheduleModule.forRoot()],
  providers: [HeldClaims, JobRunner, JobTicker, LostWakeups, TenantJobs, TenantWakeups, WakeupReconciliation],
  exports: [JobRunner, JobTicker, TenantWakeups, WakeupReconciliation],
})
export class JobsModule {}
