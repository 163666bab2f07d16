import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { usualMailTimes, type MailTimes } from '../domain/mail-times.js';
import { settingsOf } from './preference.queries.js';

/** When mails reach people. */
@Injectable()
export class MailTimesService {
  constructor(private readonly db: TenantDb) {}

  async of(userIds: readonly string[]): Promise<(userId: string) => MailTimes> {
    const rows = await this.db.run(settingsOf, { userIds });
    const byUser = new Map(rows.map((row) => [row.userId, mailTimesOf(row)]));
    return (userId) => byUser.get(userId) ?? usualMailTimes;
  }
}

export function mailTimesOf(row: typeof settingsOf.row | undefined): MailTimes {
  if (!row) return usualMailTimes;
  const { emailDelivery, digestAt, quietFrom, quietUntil } = row;
  const quietHours = quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil };
  return { emailDelivery, digestAt, quietHours };
}
