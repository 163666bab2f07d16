import { ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import { BooleanField, DateTimeField, IntegerField, ObjectField, StringField, UuidField } from '#libs/http';
import { TenantSettingsDto, UpdateTenantSettingsDto } from './tenant-settings.dto.js';

@ApiSchema({ name: 'Tenant' })
export class TenantDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100' })
  id: string;

  @StringField({ description: 'Name of the company', example: 'Acme Lifts', maxLength: 255 })
  name: string;

  @StringField({ description: 'Short name in addresses', example: 'acme-lifts', maxLength: 100 })
  slug: string;

  @StringField({ description: 'How many people work there', example: '11-50', maxLength: 50, nullable: true })
  companySize: string | null;

  @StringField({ description: 'What it does', example: 'Elevators', maxLength: 100, nullable: true })
  industry: string | null;

  @BooleanField({ description: 'Whether the first steps are done, or were skipped', example: true })
  onboardingCompleted: boolean;

  @ObjectField({
    description: 'All settings, with their defaults where nothing else was chosen',
    type: TenantSettingsDto,
  })
  settings: TenantSettingsDto;

  @IntegerField({ description: 'Version, also in the ETag', example: 3, min: 1 })
  version: number;

  @DateTimeField({ description: 'When the account was opened', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-23T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'UpdateTenant' })
export class UpdateTenantDto extends PartialType(PickType(TenantDto, ['name', 'companySize', 'industry'])) {
  @ObjectField({ description: 'The settings to change', type: UpdateTenantSettingsDto, optional: true })
  settings?: UpdateTenantSettingsDto;
}
