import { Body, Controller, Header, Post } from '@nestjs/common';
import { tenantNotReadable } from '#contexts/tenancy';
import { ApiAction, ApiSection, IdParam, OperatorPermission, OperatorReasonDto } from '#libs/http';
import { FreshSignInService } from '../../sessions/application/fresh-sign-in.service.js';
import { freshSignInNeeded } from '../../sessions/domain/auth.errors.js';
import { ImpersonationEndService } from '../application/impersonation-end.service.js';
import { ImpersonationService, type ImpersonationView } from '../application/impersonation.service.js';
import { impersonationForbidden } from '../domain/impersonation.errors.js';
import { CreateImpersonationDto, ImpersonationDto } from './impersonation.dto.js';

@ApiSection('Impersonation', 'Operators who act as a user of a tenant for a while, to see what the user sees.')
@OperatorPermission('users:impersonate')
@Controller('admin/v1')
export class ImpersonationController {
  constructor(
    private readonly impersonations: ImpersonationService,
    private readonly endings: ImpersonationEndService,
    private readonly freshSignIns: FreshSignInService,
  ) {}

  @Post('tenants/:id/impersonations')
  @Header('Cache-Control', 'no-store')
  @ApiAction(ImpersonationDto, {
    summary: 'Act as a user of a tenant',
    description:
      'Answers a token for the API of the tenant, with the rights of the user but for what concerns sign-ins and keys; it reads, and changes things only where that is asked for. Every answer to it carries `X-Impersonated-By`, and the logs of both sides name you and the user. Needs a sign-in of the last quarter of an hour; the tenant can forbid it (403).',
    problems: [freshSignInNeeded, impersonationForbidden, tenantNotReadable],
  })
  async beginImpersonation(@IdParam() id: string, @Body() body: CreateImpersonationDto): Promise<ImpersonationView> {
    this.freshSignIns.assertFresh();
    return this.impersonations.begin(id, body);
  }

  @Post('impersonations/:id/end')
  @ApiAction(undefined, {
    summary: 'Stop acting as a user',
    sends: { reason: 'The customer has found it' },
    description:
      'Its token is worthless from the next request on, in every process. It may be that of another operator; one that is over already is not found.',
  })
  endImpersonation(@IdParam() id: string, @Body() { reason }: OperatorReasonDto): Promise<void> {
    return this.endings.end(id, reason);
  }
}
