import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, DateTimeField, IntegerField, OperatorReasonDto, SecretField, UuidField } from '#libs/http';

export const LONGEST_MINUTES = 60;

@ApiSchema({ name: 'CreateImpersonation' })
export class CreateImpersonationDto extends OperatorReasonDto {
  @UuidField({ description: 'The user to act as', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222' })
  userId: string;

  @IntegerField({
    description: 'How long, in minutes',
    example: 20,
    min: 1,
    max: LONGEST_MINUTES,
    optional: true,
    default: 30,
  })
  minutes: number;

  @BooleanField({
    description: 'Whether anything may be changed; otherwise everything is only read',
    example: false,
    optional: true,
    default: false,
  })
  allowsChanges: boolean;
}

@ApiSchema({ name: 'Impersonation' })
export class ImpersonationDto {
  @UuidField({ description: 'Id, to end it by', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e777' })
  id: string;

  @UuidField({ description: 'The user to act as', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222' })
  userId: string;

  @BooleanField({ description: 'Whether anything may be changed', example: false })
  allowsChanges: boolean;

  @SecretField({
    description: 'For the API of the tenant, until it expires; it cannot be refreshed',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ0eXAiOiJhY2Nlc3MifQ.c2lnbmF0dXJl',
    maxLength: 2_048,
  })
  accessToken: string;

  @IntegerField({ description: 'Seconds until the access token expires', example: 1_200, min: 1 })
  expiresIn: number;

  @DateTimeField({ description: 'When it ends by itself', example: '2026-11-22T10:20:00.000Z' })
  expiresAt: string;
}
