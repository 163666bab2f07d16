import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, OperatorPermission, OperatorReasonDto } from '#libs/http';
import { atField } from '#libs/kernel';
import { ManagedTenantService } from '../application/managed-tenant.service.js';
import { TenantLifecycleService } from '../application/tenant-lifecycle.service.js';
import { badName, domainInUse, invalidTransition, noTrial, slugInUse } from '../domain/tenant.errors.js';
import { ManagedTenantDto } from './managed-tenant.dto.js';
import { ChangeTrialEndDto, RenameTenantDto } from './tenant-lifecycle.dto.js';

@ApiSection('Tenant life cycle', 'What operators do to a whole tenant. Each step says why, and can be taken back.')
@OperatorPermission('tenants:manage')
@Controller('admin/v1/tenants')
export class TenantLifecycleController {
  constructor(
    private readonly lifecycle: TenantLifecycleService,
    private readonly tenants: ManagedTenantService,
  ) {}

  @Post(':id/suspend')
  @ApiAction(ManagedTenantDto, {
    summary: 'Suspend a tenant',
    sends: { reason: 'Invoice 2026-0117 has been unpaid since August' },
    shows: { status: 'suspended', statusReason: 'Invoice 2026-0117 has been unpaid since August', version: 2 },
    description:
      'Lets nobody in from the next request on, in every process; its rows are closed in the database too, and its jobs rest. Whoever has a valid credential is told so (403 `tenant.closed`).',
    problems: [invalidTransition],
  })
  async suspendTenant(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<ManagedTenantDto> {
    await this.lifecycle.suspend({ id, version }, reason);
    return this.tenants.get(id);
  }

  @Post(':id/resume')
  @ApiAction(ManagedTenantDto, {
    summary: 'Resume a tenant',
    sends: { reason: 'Invoice 2026-0117 was paid' },
    shows: { status: 'trialing', statusReason: null, version: 3 },
    description:
      'Lets people in again: sessions go on, and jobs run within a minute. The status is the one from before, or active where that was a trial that has ended meanwhile.',
    problems: [invalidTransition],
  })
  async resumeTenant(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<ManagedTenantDto> {
    await this.lifecycle.resume({ id, version }, reason);
    return this.tenants.get(id);
  }

  @Post(':id/rename')
  @ApiAction(ManagedTenantDto, {
    summary: 'Rename a tenant',
    sends: { slug: 'acme-elevators', reason: 'The company has a new name' },
    shows: { slug: 'acme-elevators', version: 2 },
    description:
      'Gives it another slug, and so another address below the base domain. For 30 days the old address leads to the new one (308), the old slug still names the tenant, and nobody else can take it. The schema keeps its name.',
    problems: [atField(badName, '/slug'), slugInUse, atField(domainInUse, '/slug')],
  })
  async renameTenant(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { slug, reason }: RenameTenantDto,
  ): Promise<ManagedTenantDto> {
    await this.lifecycle.rename({ id, version }, slug, reason);
    return this.tenants.get(id);
  }

  @Post(':id/trial-end')
  @ApiAction(ManagedTenantDto, {
    summary: 'Change the end of a trial',
    sends: { trialEndsAt: '2026-12-20T10:00:00Z', reason: 'Two weeks more to try it' },
    shows: { trialEndsAt: '2026-12-20T10:00:00.000Z', version: 2 },
    description:
      'Makes a trial longer or shorter, also of a tenant that is suspended meanwhile. Any time is taken, so that a change can be taken back; a tenant that is not on trial is refused (409).',
    problems: [noTrial],
  })
  async changeTrialEnd(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { trialEndsAt, reason }: ChangeTrialEndDto,
  ): Promise<ManagedTenantDto> {
    await this.lifecycle.changeTrialEnd({ id, version }, new Date(trialEndsAt), reason);
    return this.tenants.get(id);
  }
}
