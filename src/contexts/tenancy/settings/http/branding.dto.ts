import { ApiSchema } from '@nestjs/swagger';
import { StringField, type FieldOptions } from '#libs/http';
import type { Branding } from '../../tenants/domain/tenant-settings.js';

const color = {
  maxLength: 7,
  pattern: /^#[0-9a-fA-F]{6}$/,
  patternDetail: 'must be a colour such as #1f6feb',
  nullable: true,
};

const brandingFields = (more: Pick<FieldOptions, 'optional'> = {}) => ({
  primaryColor: StringField({ description: 'Colour of what stands out', example: '#1f6feb', ...color, ...more }),
  accentColor: StringField({ description: 'Second colour', example: '#f2a900', ...color, ...more }),
  logoUrl: StringField({
    description: 'Address of the logo',
    example: 'https://www.example.com/logo.svg',
    maxLength: 500,
    pattern: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/,
    patternDetail: 'must be an https address',
    nullable: true,
    ...more,
  }),
});

const shownBranding = brandingFields();
const changedBranding = brandingFields({ optional: true });

@ApiSchema({ name: 'Branding' })
export class BrandingDto implements Branding {
  @shownBranding.primaryColor
  primaryColor: string | null;

  @shownBranding.accentColor
  accentColor: string | null;

  @shownBranding.logoUrl
  logoUrl: string | null;
}

@ApiSchema({ name: 'UpdateBranding' })
export class UpdateBrandingDto {
  @changedBranding.primaryColor
  primaryColor?: string | null;

  @changedBranding.accentColor
  accentColor?: string | null;

  @changedBranding.logoUrl
  logoUrl?: string | null;
}
