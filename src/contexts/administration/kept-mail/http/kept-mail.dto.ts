import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, EmailField, pageQuery, StringField, UuidField } from '#libs/http';
import { keptMailList } from '../application/kept-mail.queries.js';

const tenantId = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b100';
const recipient = 'frida.nygaard@northlift.example';

@ApiSchema({ name: 'KeptMail' })
export class KeptMailDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c001' })
  id: string;

  @StringField({ description: 'Which mail it is', example: 'identity.password-reset', maxLength: 100 })
  template: string;

  @StringField({ description: 'The address it is for', example: recipient, maxLength: 320 })
  recipient: string;

  @UuidField({ description: 'The tenant it is of; null for one of the platform', example: tenantId, nullable: true })
  tenantId: string | null;

  @StringField({ description: 'Its slug', example: 'acme-lifts', maxLength: 100, nullable: true })
  tenantSlug: string | null;

  @DateTimeField({ description: 'When it would have been sent', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

export class KeptMailQuery extends pageQuery({ name: 'KeptMail', list: keptMailList }) {
  @UuidField({ description: 'Only of this tenant', example: tenantId, optional: true })
  tenantId?: string;

  @EmailField({ description: 'Only to this address', example: recipient, optional: true })
  recipient?: string;
}
