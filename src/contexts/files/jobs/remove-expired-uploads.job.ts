import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { ExpiredUploadsService } from '../application/expired-uploads.service.js';
import { UPLOADS } from '../application/upload-removal.service.js';
import { firstRemoval } from '../application/upload.queries.js';

@RunsPerTenant(UPLOADS)
export class RemoveExpiredUploadsJob implements TenantJob {
  constructor(private readonly expired: ExpiredUploadsService) {}

  run(): Promise<Date | null> {
    return this.expired.removeDue();
  }

  nextWakeup(schema: string): Statement {
    return firstRemoval.bind(schema, {});
  }
}
