import { Body, Controller, Post } from '@nestjs/common';
import { emailTaken, hasAdministrator } from '#contexts/identity';
import { badName, domainInUse, ManagedTenantDto, schemaInUse, slugInUse, tenantNotReadable } from '#contexts/tenancy';
import { ApiAction, ApiCreate, ApiSection, IdParam, OperatorPermission } from '#libs/http';
import { atField } from '#libs/kernel';
import { NewTenantService } from '../application/new-tenant.service.js';
import { CreateTenantDto, InviteAdminDto } from './new-tenant.dto.js';

@ApiSection('New tenants', 'Accounts that operators open for companies; others open theirs by themselves.')
@OperatorPermission('tenants:create')
@Controller('admin/v1/tenants')
export class NewTenantController {
  constructor(private readonly tenants: NewTenantService) {}

  @Post()
  @ApiCreate(ManagedTenantDto, {
    summary: 'Create a tenant',
    shows: {
      schemaName: 'tenant_brightwater_lifts',
      usage: {
        ...{ users: 0, equipment: 0, storageBytes: 0, apiCalls: 0 },
        ...{ lastActivityAt: null, measuredAt: '2026-11-22T10:00:00.000Z' },
      },
    },
    description:
      'Makes its schema and its address and invites its first administrator by mail, who chooses the password: all of it, or nothing. It is on trial for 14 days, on the plan marked for trials. Of two requests for one slug one gets it, the other is told who has it (409).',
    problems: [atField(badName, '/slug'), slugInUse, schemaInUse, domainInUse],
  })
  createTenant(@Body() { reason, ...tenant }: CreateTenantDto): Promise<ManagedTenantDto> {
    return this.tenants.create(tenant, reason);
  }

  @Post(':id/invite-admin')
  @ApiAction(undefined, {
    summary: 'Invite an administrator',
    unconditional: 'An invitation is a row of its own, and changes nothing of the tenant.',
    description:
      'Mails a new link, which works for seven days, where nobody of the tenant could: its first administrator did not accept in time, or the last one has left. While it has an active administrator this is refused (409), so that operators let nobody into an account that somebody runs.',
    problems: [tenantNotReadable, hasAdministrator, emailTaken],
  })
  inviteAdmin(@IdParam() id: string, @Body() { email, reason }: InviteAdminDto): Promise<void> {
    return this.tenants.inviteAdmin(id, email, reason);
  }
}
