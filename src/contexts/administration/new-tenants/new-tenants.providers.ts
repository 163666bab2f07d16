import { NewTenantService } from './application/new-tenant.service.js';
import { NewTenantController } from './http/new-tenant.controller.js';

export const newTenants = { controllers: [NewTenantController], providers: [NewTenantService] };
