import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const TwoFactorBackupCodeSchema = defineEntity({
  name: 'TwoFactorBackupCode',
  tableName: 'two_factor_backup_codes',
  schema: '*',
  properties: { ...created, userId: p.uuid(), codeHash: p.string(), usedAt: p.datetime().nullable() },
});

/** A single-use code for a sign-in without the second factor. */
export class TwoFactorBackupCode extends TwoFactorBackupCodeSchema.class {}
TwoFactorBackupCodeSchema.setClass(TwoFactorBackupCode);
