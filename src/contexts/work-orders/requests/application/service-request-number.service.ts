import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { inheritedTimeZone } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { yearIn } from '../../orders/domain/calendar-year.js';
import { requestNumber } from '../domain/request-number.js';
import { nextCount } from './service-request-number.writes.js';

/** Numbers for people, counted anew in each year of the tenant's calendar. */
@Injectable()
export class ServiceRequestNumberService {
  constructor(private readonly db: TenantDb) {}

  /** Call it in the transaction that writes the request: until its end no other request gets a number. */
  async next(at: Date): Promise<string> {
    const year = yearIn(inheritedTimeZone(currentTenant().timezone, 'the account'), at);
    const counted = await this.db.one(nextCount, { name: `service_requests:${year}`, at });
    return requestNumber(year, Number(counted!.value));
  }
}
