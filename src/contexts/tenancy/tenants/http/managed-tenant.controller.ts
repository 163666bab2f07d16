import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, OperatorPermission, type Page } from '#libs/http';
import { ManagedTenantService } from '../application/managed-tenant.service.js';
import { ManagedTenantDto, ManagedTenantQuery } from './managed-tenant.dto.js';

@ApiSection('Tenants', 'The companies that use FieldPilot, each with a schema of its own.')
@OperatorPermission('tenants:read')
@Controller('admin/v1/tenants')
export class ManagedTenantController {
  constructor(private readonly tenants: ManagedTenantService) {}

  @Get()
  @ApiList(ManagedTenantDto, {
    summary: 'List tenants',
    description:
      'All of them, closed ones too, with plan, schema version and what they use. `q` takes words of names, slugs and domains, `schemaVersionBelow` finds those that a migration has yet to reach, `sort=-lastActivityAt` who was active last.',
  })
  listTenants(@Query() query: ManagedTenantQuery): Promise<Page<ManagedTenantDto>> {
    return this.tenants.list(listRequest(query));
  }

  @Get(':id')
  @ApiRead(ManagedTenantDto, {
    summary: 'Read a tenant',
    description:
      'What the registry says of it: status, plan, schema and what it uses, as last counted. That you asked stands in the platform audit log.',
  })
  showTenant(@IdParam() id: string): Promise<ManagedTenantDto> {
    return this.tenants.show(id);
  }
}
