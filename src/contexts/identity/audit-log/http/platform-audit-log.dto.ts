import { ApiSchema, OmitType } from '@nestjs/swagger';
import { ArrayField, DateTimeField, items, pageQuery, StringField, UuidField } from '#libs/http';
import { platformAuditLogList } from '../application/platform-audit-log.queries.js';
import { AuditEntryDto } from './audit-log.dto.js';

const operatorId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e001';
const tenantId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';

@ApiSchema({ name: 'PlatformAuditEntry' })
export class PlatformAuditEntryDto extends OmitType(AuditEntryDto, ['userId', 'actorId', 'resourceId']) {
  @StringField({ description: 'The part of the system that acted', example: null, maxLength: 255, nullable: true })
  declare actorName: string | null;

  @UuidField({ description: 'The operator who acted', example: operatorId, nullable: true })
  operatorId: string | null;

  @StringField({ description: 'Name of the operator', example: 'Demo operator', maxLength: 255, nullable: true })
  operatorName: string | null;

  @UuidField({ description: 'The user of the tenant who acted', example: null, nullable: true })
  actorId: string | null;

  @UuidField({ description: 'The tenant that it concerns', example: tenantId, nullable: true })
  tenantId: string | null;

  @UuidField({ description: 'To which one', example: tenantId, nullable: true })
  resourceId: string | null;

  @StringField({
    description: 'Why, as the operator said',
    example: 'Asked by phone',
    maxLength: 500,
    nullable: true,
  })
  reason: string | null;
}

export class PlatformAuditLogQuery extends pageQuery({ name: 'PlatformAuditEntry', list: platformAuditLogList }) {
  @UuidField({ description: 'Acts of this operator', example: operatorId, optional: true })
  operatorId?: string;

  @UuidField({ description: 'Acts that concern this tenant', example: tenantId, optional: true })
  tenantId?: string;

  @ArrayField({
    description: 'Actions',
    example: ['login', 'read'],
    of: items.string({ maxLength: 100 }),
    minItems: 1,
    maxItems: 20,
    optional: true,
  })
  action?: string[];

  @StringField({ description: 'Kind of thing', example: 'tenant', maxLength: 100, optional: true })
  resourceType?: string;

  @UuidField({ description: 'One thing', example: tenantId, optional: true })
  resourceId?: string;

  @DateTimeField({ description: 'At or after', example: '2026-11-01T00:00:00Z', optional: true })
  createdAfter?: string;

  @DateTimeField({ description: 'Before', example: '2026-12-01T00:00:00Z', optional: true })
  createdBefore?: string;
}
