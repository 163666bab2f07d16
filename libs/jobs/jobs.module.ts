import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { JobRunner } from './job-runner.js';
import { JobTicker } from './job-ticker.js';
import { TenantWakeups } from './tenant-wakeups.js';

@Global()
@Module({
  imports: [DiscoveryModule, ScheduleModule.forRoot()],
  providers: [JobRunner, JobTicker, TenantWakeups],
  exports: [JobRunner, JobTicker, TenantWakeups],
})
export class JobsModule {}
