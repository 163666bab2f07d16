import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, OperatorPermission, type Page } from '#libs/http';
import { PlatformAuditLogService } from '../application/platform-audit-log.service.js';
import { PlatformAuditEntryDto, PlatformAuditLogQuery } from './platform-audit-log.dto.js';

@ApiSection('Platform audit log', 'What operators did and looked at, and why. Nobody can change or delete it.')
@OperatorPermission('audit_logs:read')
@Controller('admin/v1/audit-logs')
export class PlatformAuditLogController {
  constructor(private readonly log: PlatformAuditLogService) {}

  @Get()
  @ApiList(PlatformAuditEntryDto, {
    summary: 'List entries of the platform audit log',
    description:
      'Who did what to the platform or to a tenant, with the reason that was given, the latest first: sign-ins, changes, and each time that an operator looked into a tenant. Passwords and tokens are never in it.',
  })
  listPlatformAuditLogs(@Query() query: PlatformAuditLogQuery): Promise<Page<PlatformAuditEntryDto>> {
    return this.log.list(listRequest(query));
  }

  @Get(':id')
  @ApiRead(PlatformAuditEntryDto, {
    summary: 'Read an entry of the platform audit log',
    description:
      'Answers one act: who did it and why, with which request, to which tenant, and the values before and after.',
  })
  getPlatformAuditLog(@IdParam() id: string): Promise<PlatformAuditEntryDto> {
    return this.log.get(id);
  }
}
