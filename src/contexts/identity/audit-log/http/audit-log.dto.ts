import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  items,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { auditLogList } from '../application/audit-log.queries.js';
import { demoIds } from '../../../demo-ids.js';

export const actorKind = enumeration({
  name: 'ActorKind',
  description: 'Who acts',
  values: ['anonymous', 'user', 'operator', 'api_key', 'system'],
});

/** Whatever a field of any resource may hold, by name. */
const fieldValues = { type: 'object', additionalProperties: true } as const;

@ApiSchema({ name: 'AuditChanges' })
class AuditChangesDto {
  @ApiProperty({ ...fieldValues, description: 'Fields as they were', example: { priority: 'low' } })
  before: Record<string, unknown>;

  @ApiProperty({ ...fieldValues, description: 'The same fields as they are then', example: { priority: 'high' } })
  after: Record<string, unknown>;
}

@ApiSchema({ name: 'AuditEntry' })
export class AuditEntryDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b666' })
  id: string;

  @UuidField({
    description: 'The user who acted, or in whose name an API key did',
    example: demoIds.manager,
    nullable: true,
  })
  userId: string | null;

  @EnumField({ description: 'Who acted', example: 'user', of: actorKind })
  actorKind: string;

  @UuidField({ description: 'The operator or API key that acted', example: null, nullable: true })
  actorId: string | null;

  @StringField({
    description: 'The part of the system that acted, or the name of the API key',
    example: null,
    maxLength: 255,
    nullable: true,
  })
  actorName: string | null;

  @StringField({
    description: 'What was done: create, update, delete, login, grant …',
    example: 'update',
    maxLength: 100,
  })
  action: string;

  @StringField({ description: 'To what kind of thing', example: 'work_order', maxLength: 100, nullable: true })
  resourceType: string | null;

  @UuidField({ description: 'To which one', example: demoIds.workOrder, nullable: true })
  resourceId: string | null;

  @StringField({
    description: 'The request that did it',
    example: '01980a5e-7b1c-7cc0',
    maxLength: 255,
    nullable: true,
  })
  requestId: string | null;

  @StringField({ description: 'From which address', example: '192.0.2.7', maxLength: 64, nullable: true })
  ipAddress: string | null;

  @StringField({ description: 'With which program', example: 'curl/8.9', maxLength: 1_000, nullable: true })
  userAgent: string | null;

  @ObjectField({ description: 'What changed; secrets are left out', type: AuditChangesDto, nullable: true })
  changes: AuditChangesDto | null;

  @DateTimeField({ description: 'When', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

export class AuditLogQuery extends pageQuery({ name: 'AuditEntry', list: auditLogList }) {
  @UuidField({
    description: 'Acts of this user, those of API keys in the name of the user included',
    example: demoIds.manager,
    optional: true,
  })
  userId?: string;

  @UuidField({ description: 'Acts of this API key or operator', example: demoIds.apiKey, optional: true })
  actorId?: string;

  @ArrayField({
    description: 'Who acted',
    example: ['api_key', 'operator'],
    of: items.oneOf(actorKind),
    minItems: 1,
    maxItems: actorKind.values.length,
    optional: true,
  })
  actorKind?: string[];

  @ArrayField({
    description: 'Actions',
    example: ['login', 'login_failed'],
    of: items.string({ maxLength: 100 }),
    minItems: 1,
    maxItems: 20,
    optional: true,
  })
  action?: string[];

  @StringField({ description: 'Kind of thing', example: 'work_order', maxLength: 100, optional: true })
  resourceType?: string;

  @UuidField({ description: 'One thing', example: demoIds.workOrder, optional: true })
  resourceId?: string;

  @DateTimeField({ description: 'At or after', example: '2026-11-01T00:00:00Z', optional: true })
  createdAfter?: string;

  @DateTimeField({ description: 'Before', example: '2026-12-01T00:00:00Z', optional: true })
  createdBefore?: string;

  @BooleanField({
    description: 'Instead of the log its archive, which has the entries that are older than a year',
    example: false,
    optional: true,
  })
  archived?: boolean;
}
