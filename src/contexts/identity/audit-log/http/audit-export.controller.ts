import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { ApiAccepted, ApiDownload, ApiSection, IdParam, Permission, type OperationDto } from '#libs/http';
import { freshSignInNeeded } from '../../sessions/domain/auth.errors.js';
import { AuditExportService } from '../application/audit-export.service.js';
import { exportFormats } from '../domain/export-format.js';
import { AuditExportDto, CreateAuditExportDto } from './audit-export.dto.js';

@ApiSection('Audit log', 'Who did what, and when. Nobody can change or delete it.')
@Permission('audit_logs:export')
@Controller('v1/audit-logs/exports')
export class AuditExportController {
  constructor(private readonly exports: AuditExportService) {}

  @Post()
  @ApiAccepted(AuditExportDto, {
    summary: 'Export audit entries',
    description:
      'Writes all entries that match, the oldest first, into a file, in the background; `path` of the result is its address, where it stays as long as the operation. Cells that a spreadsheet would take for a formula begin with an apostrophe. Needs a sign-in of the last quarter of an hour, and the permission `costs:read`, since entries contain amounts. Stands in the log itself.',
    problems: [freshSignInNeeded],
  })
  exportAuditLogs(
    @Body() { format, archived: isArchived = false, ...filters }: CreateAuditExportDto,
  ): Promise<OperationDto> {
    return this.exports.start({ format, isArchived, filters });
  }

  @Get(':id')
  @ApiDownload(Object.values(exportFormats), {
    summary: 'Get the file of an export',
    description:
      'The file that the operation of this id has made, for whoever asked for it and those who may manage operations. Not found (404) until the operation has succeeded.',
  })
  async getAuditExport(@IdParam('id', 'Id of the operation') id: string): Promise<StreamableFile> {
    const { format, content } = await this.exports.file(id);
    return new StreamableFile(content, {
      type: `${exportFormats[format]}; charset=utf-8`,
      disposition: `attachment; filename="audit-log-${id}.${format}"`,
    });
  }
}
