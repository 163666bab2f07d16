import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { refuse, uuidv7 } from '#libs/kernel';
import { endedKey, expiryPassed, notOwnKey } from './api-key.errors.js';
import type { ApiKeyScope } from './api-key-scopes.js';

export const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  schema: '*',
  properties: {
    ...versioned,
    name: p.string(),
    prefix: p.string().length(20),
    keyHash: p.string().length(64).hidden(),
    scopes: p.array().columnType('varchar(100)[]').$type<ApiKeyScope[]>(),
    createdById: p.uuid().fieldName('created_by'),
    rotatedFromId: p.uuid().nullable(),
    lastUsedAt: p.datetime().nullable(),
    lastUsedIp: p.string().columnType('inet').nullable(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});

export interface ApiKeySecret {
  /** Shown once. */
  readonly text: string;
  /** The beginning, by which people tell keys apart. */
  readonly prefix: string;
  readonly hash: string;
}

interface NewApiKey {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly expiresAt?: Date | null | undefined;
  readonly createdById: string;
  readonly secret: ApiKeySecret;
}

interface ApiKeyChanges {
  readonly name?: string | undefined;
  readonly scopes?: ApiKeyScope[] | undefined;
  readonly expiresAt?: Date | null | undefined;
}

interface Rotation {
  readonly secret: ApiKeySecret;
  /** For so long both keys are valid. */
  readonly overlapSeconds: number;
  /** Of the new key. Absent: it is valid for as long as the old one was meant to be. */
  readonly expiresAt?: Date | null | undefined;
}

/** A credential of a program: hashed, with a part of its creator's rights. */
export class ApiKey extends ApiKeySchema.class {
  static create({ secret, expiresAt = null, ...given }: NewApiKey, at: Date): ApiKey {
    assertLater(expiresAt, at);
    const { prefix, hash: keyHash } = secret;
    return Object.assign(new ApiKey(), { id: uuidv7(), ...given, prefix, keyHash, expiresAt });
  }

  edit({ name, scopes, expiresAt }: ApiKeyChanges, at: Date): void {
    this.assertUsable(at);
    if (name !== undefined) this.name = name;
    if (scopes !== undefined) this.scopes = scopes;
    if (expiresAt === undefined) return;
    assertLater(expiresAt, at);
    this.expiresAt = expiresAt;
  }

  /** A second call keeps the time of the first. */
  revoke(at: Date): void {
    this.revokedAt ??= at;
  }

  /**
   * The key that takes this one's place. Whoever gets it acts in the creator's name, so nobody else may have it.
   * @throws 403 `api_key.not_own`, 409 `api_key.ended`
   */
  rotate({ secret, overlapSeconds, expiresAt }: Rotation, userId: string, at: Date): ApiKey {
    if (this.createdById !== userId) throw refuse(notOwnKey);
    this.assertUsable(at);
    const { name, scopes, createdById } = this;
    const end = expiresAt === undefined ? this.sameLifetime(at) : expiresAt;
    const successor = ApiKey.create({ name, scopes: [...scopes], createdById, expiresAt: end, secret }, at);
    successor.rotatedFromId = this.id;
    const overlapEnd = later(at, overlapSeconds * 1_000);
    if (!this.expiresAt || this.expiresAt > overlapEnd) this.expiresAt = overlapEnd;
    return successor;
  }

  private sameLifetime(at: Date): Date | null {
    return this.expiresAt ? later(at, this.expiresAt.getTime() - this.createdAt.getTime()) : null;
  }

  private assertUsable(at: Date): void {
    if (this.revokedAt || (this.expiresAt && this.expiresAt <= at)) throw refuse(endedKey);
  }
}
ApiKeySchema.setClass(ApiKey);

function assertLater(expiresAt: Date | null, at: Date): void {
  if (expiresAt && expiresAt <= at) throw refuse(expiryPassed);
}

function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
