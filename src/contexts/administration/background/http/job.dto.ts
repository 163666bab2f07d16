import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { jobList } from '../application/job.queries.js';
import { jobStates, type JobState } from '../domain/job-state.js';

const jobState = enumeration({
  name: 'JobState',
  description:
    'scheduled: waits for its time. due: is taken up in a moment. running: a process holds it. failing: its last run failed, and it is tried again at `nextRunAt`.',
  values: jobStates,
});

const count = { min: 0, max: 2_147_483_647 };
const tenantId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';

@ApiSchema({ name: 'Job' })
export class JobDto {
  @UuidField({ description: 'Id, as long as it has something to do', example: '01980a5e-7b1c-4cc0-8f6e-2a64f0d3f001' })
  id: string;

  @StringField({ description: 'What is done', example: 'maintenance', maxLength: 50 })
  kind: string;

  @UuidField({ description: 'The tenant for which it runs', example: tenantId })
  tenantId: string;

  @StringField({ description: 'Its slug', example: 'acme-lifts', maxLength: 100 })
  tenantSlug: string;

  @EnumField({ description: 'State', example: 'failing', of: jobState })
  state: JobState;

  @DateTimeField({
    description: 'When it runs next; of one that is running when another process takes it over at the latest',
    example: '2026-11-22T10:01:00.000Z',
  })
  nextRunAt: string;

  @DateTimeField({
    description: 'Since when its work has been waiting, through all tries',
    example: '2026-11-22T09:30:00.000Z',
    nullable: true,
  })
  waitingSince: string | null;

  @DateTimeField({ description: 'When its last run began', example: '2026-11-22T10:00:00.000Z', nullable: true })
  lastRunAt: string | null;

  @DateTimeField({ description: 'Until when a process holds it', example: null, nullable: true })
  leasedUntil: string | null;

  @IntegerField({ description: 'Runs that failed since the last that did not', example: 30, ...count })
  failures: number;

  @DateTimeField({ description: 'When it failed last', example: '2026-11-22T10:00:00.000Z', nullable: true })
  failedAt: string | null;

  @TextField({
    description: 'What it failed of',
    example: 'Error: maintenance took longer than 120 s',
    maxLength: 2_000,
    nullable: true,
  })
  lastError: string | null;
}

@ApiSchema({ name: 'JobKind' })
export class JobKindDto {
  @StringField({ description: 'What is done', example: 'maintenance', maxLength: 100 })
  kind: string;

  @IntegerField({ description: 'Tenants that have such work', example: 812, ...count })
  scheduled: number;

  @IntegerField({ description: 'Runs at the moment', example: 3, ...count })
  running: number;

  @IntegerField({ description: 'Tenants for which the last run failed', example: 1, ...count })
  failing: number;

  @DateTimeField({ description: 'The next run', example: '2026-11-22T10:01:00.000Z', nullable: true })
  nextRunAt: string | null;

  @DateTimeField({
    description: 'Since when the longest has been waiting; null where nothing is due',
    example: '2026-11-22T09:30:00.000Z',
    nullable: true,
  })
  waitingSince: string | null;

  @DateTimeField({ description: 'When the last run began', example: '2026-11-22T10:00:00.000Z', nullable: true })
  lastRunAt: string | null;
}

@ApiSchema({ name: 'JobKinds' })
export class JobKindsDto {
  @ArrayField({ description: 'Each kind, by name', of: items.object(JobKindDto), maxItems: 100 })
  kinds: JobKindDto[];
}

export class JobQuery extends pageQuery({ name: 'Job', list: jobList }) {
  @ArrayField({
    description: 'Only of these kinds',
    example: ['maintenance', 'operations'],
    of: items.string({ maxLength: 50 }),
    minItems: 1,
    maxItems: 20,
    optional: true,
  })
  kind?: string[];

  @UuidField({ description: 'Only of this tenant', example: tenantId, optional: true })
  tenantId?: string;

  @BooleanField({ description: 'Only those whose last run failed, or only the others', example: true, optional: true })
  failing?: boolean;

  @DateTimeField({
    description: 'Only those that run before this time',
    example: '2026-11-22T10:00:00Z',
    optional: true,
  })
  dueBefore?: string;
}
