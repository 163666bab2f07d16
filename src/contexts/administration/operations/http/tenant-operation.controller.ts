import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, OperatorPermission, type Page } from '#libs/http';
import { tenantNotReadable } from '#contexts/tenancy';
import { OperationQuery } from '#libs/operations';
import { TenantOperationService } from '../application/tenant-operation.service.js';
import { TenantOperationDto } from './tenant-operation.dto.js';

@ApiSection('Tenant operations', 'Long work of a tenant: how far it is, and why it failed.')
@OperatorPermission('operations:read')
@Controller('admin/v1/tenants/:id/operations')
export class TenantOperationController {
  constructor(private readonly operations: TenantOperationService) {}

  @Get()
  @ApiList(TenantOperationDto, {
    summary: 'List the operations of a tenant',
    description:
      'Those of all of its users, the latest first, without what they came to. They are forgotten 30 days after they ended. That you asked stands in the platform audit log.',
    problems: [tenantNotReadable],
  })
  listTenantOperations(@IdParam() id: string, @Query() query: OperationQuery): Promise<Page<TenantOperationDto>> {
    return this.operations.list(id, listRequest(query));
  }

  @Get(':operationId')
  @ApiRead(TenantOperationDto, {
    summary: 'Read an operation of a tenant',
    description:
      'How far it is, who started it, and why it failed where it did. That you asked stands in the platform audit log.',
    problems: [tenantNotReadable],
  })
  getTenantOperation(
    @IdParam() id: string,
    @IdParam('operationId', 'Id of the operation', '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111') operationId: string,
  ): Promise<TenantOperationDto> {
    return this.operations.get(id, operationId);
  }
}
