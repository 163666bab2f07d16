import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, BooleanField, DateTimeField, IntegerField, items, SecretField } from '#libs/http';
import { BACKUP_CODES } from '../../two-factor/application/backup-codes.js';

@ApiSchema({ name: 'OperatorTwoFactor' })
export class OperatorTwoFactorDto {
  @BooleanField({ description: 'Whether the sign-in asks for a code', example: false })
  enabled: boolean;

  @IntegerField({ description: 'How many backup codes are unused', example: 0, min: 0, max: BACKUP_CODES })
  backupCodesLeft: number;
}

@ApiSchema({ name: 'TwoFactor' })
export class TwoFactorDto extends OperatorTwoFactorDto {
  @BooleanField({ description: 'Whether the account demands one of users of your role', example: false })
  required: boolean;

  @DateTimeField({
    description: 'Until when you may do without although one is demanded; null where the account names no time',
    example: null,
    nullable: true,
  })
  graceUntil: string | null;
}

@ApiSchema({ name: 'TwoFactorEnrolment' })
export class TwoFactorEnrolmentDto {
  @SecretField({
    description: 'For authenticator apps that take no picture, to be typed',
    example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    maxLength: 100,
  })
  secret: string;

  @SecretField({
    description: 'What the QR code says; on a phone a link to it opens the authenticator app',
    example:
      'otpauth://totp/FieldPilot:jonas@northlift.example?issuer=FieldPilot&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30',
    maxLength: 2_000,
  })
  otpauthUri: string;

  @SecretField({
    description: 'The QR code as an SVG picture, to be shown and not kept',
    example: '<svg viewBox="0 0 49 49" xmlns="http://www.w3.org/2000/svg"></svg>',
    maxLength: 100_000,
  })
  qrCode: string;
}

@ApiSchema({ name: 'ConfirmTwoFactor' })
export class ConfirmTwoFactorDto {
  @SecretField({ description: 'The six digits that the app shows now', example: '492039', maxLength: 40 })
  code: string;
}

@ApiSchema({ name: 'DisableTwoFactor' })
export class DisableTwoFactorDto {
  @SecretField({
    description: 'The six digits that the app shows now, or a backup code',
    example: 'k3v9-0m2x-7qzd-4h1t',
    maxLength: 40,
  })
  code: string;
}

@ApiSchema({ name: 'BackupCodes' })
export class BackupCodesDto {
  @ArrayField({
    description: 'Each signs in once instead of a code of the app. Shown this once: keep them where the phone is not',
    example: ['k3v9-0m2x-7qzd-4h1t'],
    of: items.secret({ maxLength: 40 }),
    maxItems: BACKUP_CODES,
  })
  backupCodes: readonly string[];
}
