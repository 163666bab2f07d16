import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, IntegerField, ObjectField, StringField } from '#libs/http';

// Bytes of files are more than 32 bits hold.
const count = { min: 0, max: Number.MAX_SAFE_INTEGER };

@ApiSchema({ name: 'LimitUsage' })
export class LimitUsageDto {
  @IntegerField({ description: 'What the plan allows; null is unlimited', example: 100, ...count, nullable: true })
  limit: number | null;

  @IntegerField({ description: 'What is in use', example: 12, ...count })
  used: number;

  @DateTimeField({
    description: 'When the count begins anew; null for what is counted as long as it is there',
    example: null,
    nullable: true,
  })
  resetsAt: string | null;
}

const limit = (description: string, example: LimitUsageDto) =>
  ObjectField({ description, type: LimitUsageDto, example });

@ApiSchema({ name: 'Usage' })
export class UsageDto {
  @StringField({ description: 'The plan', example: 'trial', maxLength: 50, nullable: true })
  plan: string | null;

  @limit('Active users', { limit: 100, used: 12, resetsAt: null })
  users: LimitUsageDto;

  @limit('Machines in service', { limit: 5_000, used: 340, resetsAt: null })
  equipment: LimitUsageDto;

  @limit('Bytes of files', { limit: 21_474_836_480, used: 734_003_200, resetsAt: null })
  storage: LimitUsageDto;

  @limit('API calls of this month, in UTC; the last ones may be counted some moments later', {
    limit: 1_000_000,
    used: 48_211,
    resetsAt: '2026-12-01T00:00:00.000Z',
  })
  apiCallsMonth: LimitUsageDto;
}
