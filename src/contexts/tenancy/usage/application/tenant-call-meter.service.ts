import { Injectable } from '@nestjs/common';
import { TenantDb, asynchronousCommit } from '#libs/database';
import { CallMeter, type CallCount, type CallExchange, type CallGrant } from '#libs/limits';
import { runInTenant, type TenantRef } from '#libs/request-context';
import { UsageMeasurementService } from './usage-measurement.service.js';
import { countCalls, exchangeCalls } from './api-call.writes.js';

/** Used when the counter is missing, which is not the customer's fault. */
const unlimited: CallGrant = {
  granted: 0,
  limit: null,
  used: 0,
  resetsAt: '',
  secondsLeft: 86_400,
  seconds: 86_400,
};

/** Counts API calls in the tenant's schema: those of the month against its plan, and those of each user and day. */
@Injectable()
export class TenantCallMeterService extends CallMeter {
  constructor(
    private readonly db: TenantDb,
    private readonly measurement: UsageMeasurementService,
  ) {
    super();
  }

  async exchange(tenant: TenantRef, { counts, resetsAt, ...exchange }: CallExchange): Promise<CallGrant> {
    const { schema } = tenant;
    const settle = exchangeCalls.bind(schema, { ...exchange, takenUntil: resetsAt });
    const written = counts.length > 0 ? [countCalls.bind(schema, columnsOf(counts))] : [];
    const [[result]] = await Promise.all([
      runInTenant(tenant, 'metering', () => this.db.batch(settle, ...written, asynchronousCommit)),
      counts.length > 0 && this.measurement.measureSoon(tenant),
    ]);
    const [row] = result!.rows as unknown as (typeof exchangeCalls.row)[];
    return row ? grantIn(row) : unlimited;
  }
}

function columnsOf(counts: readonly CallCount[]) {
  return {
    principals: counts.map(({ principal }) => principal),
    calls: counts.map(({ calls }) => calls),
    errors: counts.map(({ errors }) => errors),
  };
}

function grantIn({ granted, limit, used, resetsAt, secondsLeft, seconds }: typeof exchangeCalls.row): CallGrant {
  return {
    granted: Number(granted),
    limit: limit === null ? null : Number(limit),
    used: Number(used),
    resetsAt: resetsAt ?? '',
    secondsLeft,
    seconds,
  };
}
