import { TenantOperationService } from './application/tenant-operation.service.js';
import { TenantOperationController } from './http/tenant-operation.controller.js';

export const operations = {
  controllers: [TenantOperationController],
  providers: [TenantOperationService],
};
