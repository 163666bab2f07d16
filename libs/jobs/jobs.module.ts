import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { HeldClaims } from './held-claims.js';
import { JobRunner } from './job-runner.js';
import { JobTicker } from './job-ticker.js';
import { TenantJobs } from './tenant-jobs.js';
import { TenantWakeups } from './tenant-wakeups.js';

@Global()
@Module({
  imports: [DiscoveryModule, ScheduleModule.forRoot()],
  providers: [HeldClaims, JobRunner, JobTicker, TenantJobs, TenantWakeups],
  exports: [JobRunner, JobTicker, TenantWakeups],
})
export class JobsModule {}
