import { defineEntity } from '@mikro-orm/core';
import { refreshTokenColumns } from './session-columns.js';

export const RefreshTokenSchema = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  schema: '*',
  properties: refreshTokenColumns,
});

/** One of a session's refresh tokens; each use creates the next one. */
export class RefreshToken extends RefreshTokenSchema.class {}
RefreshTokenSchema.setClass(RefreshToken);
