import { defineEntity } from '@mikro-orm/core';
import { refreshTokenColumns } from '../../sessions/domain/session-columns.js';

export const OperatorRefreshTokenSchema = defineEntity({
  name: 'OperatorRefreshToken',
  tableName: 'operator_refresh_tokens',
  properties: refreshTokenColumns,
});

export class OperatorRefreshToken extends OperatorRefreshTokenSchema.class {}
OperatorRefreshTokenSchema.setClass(OperatorRefreshToken);
