import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  enumeration,
  Example,
  Examples,
  IntegerField,
  items,
  pageQuery,
  SecretField,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { apiKeyList } from '../application/api-key.queries.js';
import { apiKeyScopes, type ApiKeyScope } from '../domain/api-key-scopes.js';

const scope = enumeration({
  name: 'ApiKeyScope',
  description: 'What a program may be allowed: every permission but those to manage API keys',
  values: apiKeyScopes,
});

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto {
  @UuidField({ description: 'Id', example: demoIds.apiKey })
  id: string;

  @StringField({ description: 'What the program is for', example: 'Building management gateway', maxLength: 255 })
  name: string;

  @StringField({
    description: 'How the key begins, to tell several apart',
    example: 'fp_live_6eKOjH',
    maxLength: 20,
  })
  prefix: string;

  @SecretField({
    description:
      'The key itself, for `Authorization: Bearer …`: in the answer that makes it, and never again; null in all others, also when that request is repeated',
    example: 'fp_live_6eKOjHUE9j8VbMTgNLNVL2QsaxI8rNcMuZ5A9Q7tnaSgYzImyr31160s7R2H',
    maxLength: 100,
    nullable: true,
  })
  key: string | null;

  @ArrayField({
    description:
      'What the program may do, as far as the creator may do it at that moment. Without a scope that ends in `read_all` it sees what its creator would see without that permission',
    example: ['equipment:read', 'facilities:read', 'facilities:read_all', 'work_orders:create'],
    of: items.oneOf(scope),
    minItems: 1,
    maxItems: apiKeyScopes.length,
    unique: true,
  })
  scopes: ApiKeyScope[];

  @UuidField({ description: 'In whose name it acts: whoever made it', example: demoIds.admin })
  createdById: string;

  @UuidField({ description: 'The key that it took the place of', example: null, nullable: true })
  rotatedFromId: string | null;

  @DateTimeField({
    description: 'When it ends by itself; null for never',
    example: '2099-12-31T23:00:00.000Z',
    nullable: true,
  })
  expiresAt: string | null;

  @DateTimeField({
    description: 'When it was used last, to the minute; null before the first use',
    example: null,
    nullable: true,
  })
  lastUsedAt: string | null;

  @StringField({
    description: 'From which address it was used then',
    example: null,
    maxLength: 64,
    nullable: true,
  })
  lastUsedIp: string | null;

  @DateTimeField({ description: 'When it was revoked', example: null, nullable: true })
  revokedAt: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change or use', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateApiKey' })
@Examples({ minimal: { name: 'Accounting export', scopes: ['work_orders:read', 'work_orders:read_all'] } })
export class CreateApiKeyDto extends IntersectionType(
  PickType(ApiKeyDto, ['name', 'scopes']),
  PartialType(PickType(ApiKeyDto, ['expiresAt'])),
) {}

@ApiSchema({ name: 'UpdateApiKey' })
@Example({ name: 'Accounting and payroll', scopes: ['work_orders:read', 'work_orders:read_all'] })
export class UpdateApiKeyDto extends PartialType(PickType(ApiKeyDto, ['name', 'scopes', 'expiresAt'])) {}

const DAY_SECONDS = 24 * 60 * 60;

@ApiSchema({ name: 'RotateApiKey' })
export class RotateApiKeyDto {
  @IntegerField({
    description:
      'For how many seconds the old key stays valid, so that programs can be given the new one; 0 ends it now',
    example: DAY_SECONDS,
    min: 0,
    max: 30 * DAY_SECONDS,
    default: DAY_SECONDS,
  })
  overlapSeconds: number;

  @DateTimeField({
    description:
      'When the new key ends by itself; null for never. Absent: it lives as long as the old one was meant to',
    example: '2099-12-31T23:00:00.000Z',
    optional: true,
    nullable: true,
  })
  expiresAt?: string | null;
}

export class ApiKeyQuery extends pageQuery({ name: 'ApiKey', list: apiKeyList }) {
  @UuidField({ description: 'Keys that act in the name of this user', example: demoIds.admin, optional: true })
  createdById?: string;

  @BooleanField({
    description: 'Only keys that are neither revoked nor expired, or only the others',
    example: true,
    optional: true,
  })
  usable?: boolean;
}
