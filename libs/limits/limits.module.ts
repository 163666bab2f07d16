import { Module } from '@nestjs/common';
import { BurstBuckets } from './burst-buckets.js';
import { CallAdmission } from '#libs/http';
import { CallLimits } from './call-limits.js';
import { Callers } from './callers.js';
import { LimitsSweep } from './limits-sweep.js';
import { MonthQuotas } from './month-quotas.js';

/** Limits of calls over all processes. Needs a CallMeter; `configureHttp` installs it where it is imported. */
@Module({
  providers: [BurstBuckets, MonthQuotas, Callers, LimitsSweep, { provide: CallAdmission, useClass: CallLimits }],
  exports: [MonthQuotas],
})
export class LimitsModule {}
