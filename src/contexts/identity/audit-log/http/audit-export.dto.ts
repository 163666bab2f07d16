import { ApiSchema, IntersectionType, PickType } from '@nestjs/swagger';
import { EnumField, enumeration, Example, IntegerField, StringField } from '#libs/http';
import type { ExportFormat } from '../domain/export-format.js';
import { AuditLogQuery } from './audit-log.dto.js';

const exportFormat = enumeration({
  name: 'ExportFormat',
  description: 'The format of a file',
  values: ['csv', 'ndjson'],
});

class ExportFormatDto {
  @EnumField({ description: 'CSV for spreadsheets, or one JSON object on each line', of: exportFormat, example: 'csv' })
  format: ExportFormat;
}

@ApiSchema({ name: 'CreateAuditExport' })
@Example({ format: 'csv', action: ['login', 'login_failed', 'denied'] })
export class CreateAuditExportDto extends IntersectionType(
  ExportFormatDto,
  PickType(AuditLogQuery, ['actorKind', 'action', 'resourceType', 'createdAfter', 'createdBefore', 'archived']),
) {}

@ApiSchema({ name: 'AuditExport' })
export class AuditExportDto extends ExportFormatDto {
  @IntegerField({ description: 'How many entries the file has', example: 1_204, min: 0 })
  entries: number;

  @StringField({
    description: 'The address of the file',
    example: '/v1/audit-logs/exports/01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111',
    maxLength: 100,
  })
  path: string;
}
