import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { AuditLogService } from '../application/audit-log.service.js';
import { AuditEntryDto, AuditLogQuery } from './audit-log.dto.js';

@ApiSection('Audit log', 'Who did what, and when. Nobody can change or delete it.')
@Controller('v1/audit-logs')
export class AuditLogController {
  constructor(private readonly log: AuditLogService) {}

  @Get()
  @Permission('audit_logs:read')
  @ApiList(AuditEntryDto, {
    summary: 'List audit entries',
    description:
      'Who changed what, from what to what, and from where, the latest first: changes of all resources, sign-ins and refusals. Passwords and tokens are never in it, and nobody can change or delete an entry. Entries that are older than a year are in the archive: ask for them with `archived=true`.',
  })
  listAuditLogs(@Query() { archived = false, ...query }: AuditLogQuery): Promise<Page<AuditEntryDto>> {
    return this.log.list(listRequest(query), archived);
  }

  @Get(':id')
  @Permission('audit_logs:read')
  @ApiRead(AuditEntryDto, {
    summary: 'Read an audit entry',
    description:
      'Answers one act: who did it, with which request, and the values before and after. `requestId` is that of the answer to the request, so that a report of a user leads here.',
  })
  getAuditLog(@IdParam() id: string): Promise<AuditEntryDto> {
    return this.log.get(id);
  }
}
