import { AuditedTenantService } from './application/audited-tenant.service.js';
import { TenantProfileService } from './application/tenant-profile.service.js';
import { TenantController } from './http/tenant.controller.js';

export const settings = {
  controllers: [TenantController],
  providers: [AuditedTenantService, TenantProfileService],
};
