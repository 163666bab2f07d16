import { ApiSchema } from '@nestjs/swagger';
import { CurrencyField, EmailField, Examples, OperatorReasonDto, StringField, TimezoneField } from '#libs/http';

@ApiSchema({ name: 'CreateTenant' })
@Examples({
  minimal: { slug: 'alpine-cableways', name: 'Alpine Cableways', reason: 'Contract 2026-118' },
  full: { reason: 'Contract 2026-119' },
})
export class CreateTenantDto extends OperatorReasonDto {
  @StringField({ description: 'Name of the company', example: 'Brightwater Lifts', maxLength: 255 })
  name: string;

  @StringField({
    description: 'Short name in addresses: up to 56 lower-case letters, digits and inner hyphens',
    example: 'brightwater-lifts',
    maxLength: 56,
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    patternDetail: 'must be lower-case letters, digits and inner hyphens, such as "acme-lifts"',
  })
  slug: string;

  @EmailField({
    description: 'Who is invited by mail as the first administrator; the link works for seven days',
    example: 'nora.keller@brightwater.example',
  })
  adminEmail: string;

  @StringField({
    description:
      'A domain of its own, which counts as verified and is never looked up. Without it the tenant has its address below the base domain.',
    example: 'service.brightwater.example',
    maxLength: 255,
    optional: true,
  })
  domain?: string;

  @TimezoneField({ description: 'IANA time zone that dates are meant in', example: 'Europe/Zurich', default: 'UTC' })
  timezone: string;

  @CurrencyField({ description: 'ISO 4217 currency of costs', example: 'CHF', default: 'USD' })
  currency: string;

  @StringField({ description: 'How many people work there', example: '11-50', maxLength: 50, optional: true })
  companySize?: string;

  @StringField({ description: 'What it does', example: 'Elevators', maxLength: 100, optional: true })
  industry?: string;
}

@ApiSchema({ name: 'InviteAdmin' })
export class InviteAdminDto extends OperatorReasonDto {
  @EmailField({ description: 'Who is invited, by mail', example: 'milan.novak@brightwater.example' })
  email: string;
}
