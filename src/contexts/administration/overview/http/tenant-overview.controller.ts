import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, IdParam, OperatorPermission } from '#libs/http';
import { TenantOverviewService } from '../application/tenant-overview.service.js';
import { TenantOverviewDto } from './tenant-overview.dto.js';

@ApiSection('Tenant overview', 'How a tenant fares, on one page.')
@OperatorPermission('tenants:read')
@Controller('admin/v1/tenants/:id/overview')
export class TenantOverviewController {
  constructor(private readonly overviews: TenantOverviewService) {}

  @Get()
  @ApiRead(TenantOverviewDto, {
    summary: 'Read how a tenant fares',
    description:
      'Users, limits and their use, domains, migrations, what failed in the background and what was done last. `account` is null where the tables of the tenant cannot be read: while it is closed, or its schema waits for a migration. That you asked stands in the platform audit log.',
  })
  getTenantOverview(@IdParam() id: string): Promise<TenantOverviewDto> {
    return this.overviews.get(id);
  }
}
