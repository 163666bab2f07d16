import { TenantOverviewService } from './application/tenant-overview.service.js';
import { TenantOverviewController } from './http/tenant-overview.controller.js';

export const overview = {
  controllers: [TenantOverviewController],
  providers: [TenantOverviewService],
};
