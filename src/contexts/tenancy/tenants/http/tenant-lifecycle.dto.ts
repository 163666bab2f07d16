import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, OperatorReasonDto, StringField } from '#libs/http';
import { LONGEST_SLUG } from '../domain/tenant-name.js';

@ApiSchema({ name: 'RenameTenant' })
export class RenameTenantDto extends OperatorReasonDto {
  @StringField({
    description: 'The new short name in addresses: lower-case letters, digits and inner hyphens',
    example: 'acme-elevators',
    maxLength: LONGEST_SLUG,
  })
  slug: string;
}

@ApiSchema({ name: 'ChangeTrialEnd' })
export class ChangeTrialEndDto extends OperatorReasonDto {
  @DateTimeField({ description: 'When the trial ends, also in the past', example: '2026-12-20T10:00:00Z' })
  trialEndsAt: string;
}
