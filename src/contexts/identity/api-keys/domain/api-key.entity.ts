import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  schema: '*',
  properties: {
    ...versioned,
    name: p.string(),
    prefix: p.string().length(20),
    keyHash: p.string().length(64),
    scopes: p.array().columnType('varchar(100)[]'),
    createdBy: p.uuid(),
    rotatedFromId: p.uuid().nullable(),
    lastUsedAt: p.datetime().nullable(),
    lastUsedIp: p.string().columnType('inet').nullable(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

/** A credential of a program: hashed, with a part of its creator's rights. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
