import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  ObjectField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { managedTenantList } from '../application/managed-tenant.queries.js';
import { tenantStatuses, type TenantStatus } from '../domain/tenant-status.js';

export const tenantStatus = enumeration({
  name: 'TenantStatus',
  description:
    'trialing, active, past_due: in use. read_only: nothing can be changed. suspended, canceled: nobody may sign in, and no jobs run.',
  values: tenantStatuses,
});

// Bytes of files are more than 32 bits hold.
const count = { min: 0, max: Number.MAX_SAFE_INTEGER };
const smallCount = { min: 0, max: 2_147_483_647 };

@ApiSchema({ name: 'MeasuredUsage' })
export class MeasuredUsageDto {
  @IntegerField({ description: 'Active users', example: 12, ...smallCount })
  users: number;

  @IntegerField({ description: 'Machines in service', example: 340, ...smallCount })
  equipment: number;

  @IntegerField({ description: 'Bytes of files', example: 734_003_200, ...count })
  storageBytes: number;

  @IntegerField({ description: 'API calls in the month of `measuredAt`, in UTC', example: 48_211, ...count })
  apiCalls: number;

  @DateTimeField({ description: 'The last call of its people', example: '2026-11-22T10:00:00.000Z', nullable: true })
  lastActivityAt: string | null;

  @DateTimeField({
    description: 'When it was counted: some minutes after calls of its people; null before the first time',
    example: '2026-11-22T10:02:00.000Z',
    nullable: true,
  })
  measuredAt: string | null;
}

@ApiSchema({ name: 'ManagedTenant' })
export class ManagedTenantDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100' })
  id: string;

  @StringField({ description: 'Name of the company', example: 'Acme Lifts', maxLength: 255 })
  name: string;

  @StringField({ description: 'Short name in addresses', example: 'acme-lifts', maxLength: 100 })
  slug: string;

  @StringField({ description: 'Primary domain', example: 'service.acme.com', maxLength: 255, nullable: true })
  domain: string | null;

  @EnumField({ description: 'Status', example: 'trialing', of: tenantStatus })
  status: TenantStatus;

  @TextField({ description: 'Why it has this status', example: null, maxLength: 2_000, nullable: true })
  statusReason: string | null;

  @DateTimeField({ description: 'Since when it has it', example: '2026-11-22T10:00:00.000Z' })
  statusChangedAt: string;

  @DateTimeField({ description: 'When the trial ends', example: '2026-12-06T10:00:00.000Z', nullable: true })
  trialEndsAt: string | null;

  @StringField({ description: 'Plan', example: 'trial', maxLength: 50, nullable: true })
  plan: string | null;

  @ObjectField({ description: 'What it uses, as last counted', type: MeasuredUsageDto })
  usage: MeasuredUsageDto;

  @StringField({ description: 'How many people work there', example: '11-50', maxLength: 50, nullable: true })
  companySize: string | null;

  @StringField({ description: 'What it does', example: 'Elevators', maxLength: 100, nullable: true })
  industry: string | null;

  @BooleanField({ description: 'Whether its first steps are done, or were skipped', example: false })
  onboardingCompleted: boolean;

  @StringField({ description: 'Schema of its data', example: 'tenant_acme_lifts', maxLength: 63 })
  schemaName: string;

  @IntegerField({ description: 'Number of the last migration of its schema', example: 23, ...smallCount })
  schemaVersion: number;

  @BooleanField({ description: 'Whether the last migration of its schema failed', example: false })
  isMigrationFailing: boolean;

  @IntegerField({ description: 'When it is migrated: lower rings come first', example: 1, min: 0, max: 32_767 })
  ring: number;

  @IntegerField({ description: 'Version, also in the ETag', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({
    description: 'When it, or what it uses, last changed',
    example: '2026-11-22T10:00:00.000Z',
  })
  updatedAt: string;
}

export class ManagedTenantQuery extends pageQuery({
  name: 'ManagedTenant',
  list: managedTenantList,
  search: 'names, slugs and domains',
}) {
  @ArrayField({
    description: 'Only in these states',
    of: items.oneOf(tenantStatus),
    minItems: 1,
    maxItems: tenantStatuses.length,
    optional: true,
  })
  status?: TenantStatus[];

  @ArrayField({
    description: 'Only with these plans',
    example: ['trial', 'team'],
    of: items.string({ maxLength: 50 }),
    minItems: 1,
    maxItems: 20,
    optional: true,
  })
  plan?: string[];

  @IntegerField({ description: 'Only with this schema version', example: 23, ...smallCount, optional: true })
  schemaVersion?: number;

  @IntegerField({
    description: 'Only with a lower schema version: those that a migration has yet to reach',
    example: 23,
    ...smallCount,
    optional: true,
  })
  schemaVersionBelow?: number;

  @IntegerField({ description: 'Only of this ring', example: 1, min: 0, max: 32_767, optional: true })
  ring?: number;
}
