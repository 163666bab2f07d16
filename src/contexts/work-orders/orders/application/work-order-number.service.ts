import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { inheritedTimeZone } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { yearIn } from '../domain/calendar-year.js';
import { workOrderNumber } from '../domain/work-order-number.js';
import { nextCounts } from './work-order-number.writes.js';

/** Numbers of work orders for people. Each is drawn once; what is not created after all leaves a gap. */
@Injectable()
export class WorkOrderNumberService {
  constructor(private readonly db: TenantDb) {}

  async next(at: Date): Promise<string> {
    return (await this.draw(1, at))[0]!;
  }

  /** In ascending order. */
  async draw(howMany: number, at: Date): Promise<string[]> {
    if (howMany === 0) return [];
    const year = yearIn(inheritedTimeZone(currentTenant().timezone, 'the account'), at);
    const counted = await this.db.run(nextCounts, { howMany });
    return counted.map(({ count }) => workOrderNumber(year, count));
  }
}
