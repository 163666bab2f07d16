import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  IntegerField,
  items,
  ObjectField,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { ManagedTenantDto, UsageDto } from '#contexts/tenancy';
import { actorKind, role } from '#contexts/identity';
import { JobDto } from '../../background/http/job.dto.js';
import { MOST_SHOWN } from '../application/tenant-overview.queries.js';

const count = { min: 0, max: 2_147_483_647 };

@ApiSchema({ name: 'OverviewDomain' })
export class OverviewDomainDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b777' })
  id: string;

  @StringField({ description: 'Domain, international ones in punycode', example: 'service.acme.com', maxLength: 255 })
  domain: string;

  @BooleanField({ description: 'Whether links lead to it', example: true })
  isPrimary: boolean;

  @BooleanField({ description: 'Whether it leads to the tenant', example: true })
  isVerified: boolean;

  @DateTimeField({
    description: 'When its record was last looked up',
    example: '2026-11-22T03:00:00.000Z',
    nullable: true,
  })
  checkedAt: string | null;

  @StringField({ description: 'What came of that', example: 'matching', maxLength: 20, nullable: true })
  checkResult: string | null;

  @DateTimeField({ description: 'Since when its record is gone', example: null, nullable: true })
  failingSince: string | null;
}

@ApiSchema({ name: 'MigrationFailure' })
export class MigrationFailureDto {
  @StringField({ description: 'The migration', example: '0022_year_of_manufacture', maxLength: 255 })
  migration: string;

  @TextField({
    description: 'What it failed of',
    example: 'canceling statement due to lock timeout',
    maxLength: 100_000,
  })
  error: string;

  @IntegerField({ description: 'Tries', example: 2, min: 1, max: 2_147_483_647 })
  attempts: number;

  @DateTimeField({ description: 'The last try', example: '2026-11-22T10:00:00.000Z' })
  failedAt: string;
}

@ApiSchema({ name: 'UserCount' })
export class UserCountDto {
  @EnumField({ description: 'Role', example: 'technician', of: role })
  role: string;

  @IntegerField({ description: 'Active users', example: 8, ...count })
  active: number;

  @IntegerField({ description: 'Inactive users', example: 1, ...count })
  inactive: number;

  @DateTimeField({
    description: 'The last sign-in of one of them',
    example: '2026-11-22T10:00:00.000Z',
    nullable: true,
  })
  lastLoginAt: string | null;
}

@ApiSchema({ name: 'BackgroundFailure' })
export class BackgroundFailureDto {
  @UuidField({ description: 'Id of the operation or event', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111' })
  id: string;

  @StringField({
    description: 'Kind of the operation, or type of the event',
    example: 'maintenance.generate',
    maxLength: 100,
  })
  kind: string;

  @DateTimeField({ description: 'When it was given up', example: '2026-11-22T10:00:00.000Z', nullable: true })
  failedAt: string | null;

  @TextField({
    description: 'What it failed of',
    example: 'Given up after five failures.',
    maxLength: 100_000,
    nullable: true,
  })
  error: string | null;
}

@ApiSchema({ name: 'TenantAct' })
export class TenantActDto {
  @UuidField({
    description: 'Id of the entry in the audit log of the tenant',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b666',
  })
  id: string;

  @StringField({ description: 'What was done', example: 'update', maxLength: 100 })
  action: string;

  @EnumField({ description: 'Who acted', example: 'user', of: actorKind })
  actorKind: string;

  @StringField({ description: 'To what kind of thing', example: 'work_order', maxLength: 100, nullable: true })
  resourceType: string | null;

  @UuidField({ description: 'To which one', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111', nullable: true })
  resourceId: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

const shown = (description: string) => ({
  description: `${description}; the latest ${MOST_SHOWN}`,
  maxItems: MOST_SHOWN,
});

@ApiSchema({ name: 'AccountOverview' })
export class AccountOverviewDto {
  @ArrayField({ description: 'Its users, by role', of: items.object(UserCountDto), maxItems: role.values.length })
  users: UserCountDto[];

  @ObjectField({ description: 'Limits of its plan, and how much of them is in use', type: UsageDto })
  usage: UsageDto;

  @ArrayField({ ...shown('Operations that failed'), of: items.object(BackgroundFailureDto) })
  failedOperations: BackgroundFailureDto[];

  @ArrayField({ ...shown('Events that could not be delivered'), of: items.object(BackgroundFailureDto) })
  givenUpEvents: BackgroundFailureDto[];

  @ArrayField({ ...shown('What was done, without names and values'), of: items.object(TenantActDto) })
  lastActs: TenantActDto[];
}

@ApiSchema({ name: 'TenantOverview' })
export class TenantOverviewDto {
  @ObjectField({ description: 'The tenant', type: ManagedTenantDto })
  tenant: ManagedTenantDto;

  @ArrayField({ description: 'Its domains, the primary one first', of: items.object(OverviewDomainDto), maxItems: 100 })
  domains: OverviewDomainDto[];

  @ObjectField({ description: 'Why its schema could not be migrated', type: MigrationFailureDto, nullable: true })
  migrationFailure: MigrationFailureDto | null;

  @ArrayField({ description: 'Jobs whose last run failed', of: items.object(JobDto), maxItems: 100 })
  failingJobs: JobDto[];

  @ObjectField({
    description: 'What its own tables tell; null where they cannot be read',
    type: AccountOverviewDto,
    nullable: true,
  })
  account: AccountOverviewDto | null;
}
