import { defineEntity } from '@mikro-orm/core';
import { refreshTokenColumns } from './session-columns.js';

export const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  schema: '*',
  properties: refreshTokenColumns,
});

/** One link of a session's chain of refresh tokens; each use makes the next. */
export class RefreshToken extends RefreshTokenSchema.class {}
RefreshTokenSchema.setClass(RefreshToken);
