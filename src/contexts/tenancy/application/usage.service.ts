import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { limitsAndUse, usageView, type UsageView } from './usage.queries.js';

@Injectable()
export class UsageService {
  constructor(private readonly db: TenantDb) {}

  async usage(): Promise<UsageView> {
    return usageView(await this.db.run(limitsAndUse, {}));
  }
}
