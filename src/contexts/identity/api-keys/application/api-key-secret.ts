import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { uuidOfHex } from '#libs/kernel';
import type { ApiKeySecret } from '../domain/api-key.entity.js';
import { fromBase62, toBase62 } from './base62.js';

export const API_KEY_PREFIX = 'fp_live_';
const SECRET_BYTES = 24;
/** Hexadecimal digits of the secret and the tenant's id together. */
const HEX_LENGTH = 2 * (SECRET_BYTES + 16);
/** Digits for as many bits, and for the 32 of the checksum. */
const BODY_LENGTH = 54;
const CHECKSUM_LENGTH = 6;
const LENGTH = API_KEY_PREFIX.length + BODY_LENGTH + CHECKSUM_LENGTH;
/** Leaves more than 150 random bits that no list shows. */
const SHOWN_DIGITS = 6;

export interface ReadApiKey {
  readonly tenantId: string;
  readonly hash: string;
}

/**
 * API keys: `fp_live_<192 random bits ‖ tenant id><checksum>`. They contain the tenant because programs send nothing else. The checksum
 * lets scanners for leaked secrets recognise a key without asking anybody, and refuses typing errors without a query.
 */
export function newApiKey(tenantId: string): ApiKeySecret {
  const hex = randomBytes(SECRET_BYTES).toString('hex') + tenantId.replaceAll('-', '');
  const body = API_KEY_PREFIX + toBase62(BigInt(`0x${hex}`), BODY_LENGTH);
  const text = body + checksumOf(body);
  return { text, prefix: text.slice(0, API_KEY_PREFIX.length + SHOWN_DIGITS), hash: hashOf(text) };
}

/** Undefined for what cannot be a key. */
export function readApiKey(text: string): ReadApiKey | undefined {
  if (text.length !== LENGTH || !text.startsWith(API_KEY_PREFIX)) return undefined;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  if (checksumOf(body) !== text.slice(-CHECKSUM_LENGTH)) return undefined;
  const number = fromBase62(body.slice(API_KEY_PREFIX.length));
  const hex = number?.toString(16).padStart(HEX_LENGTH, '0');
  if (hex?.length !== HEX_LENGTH) return undefined;
  return { tenantId: uuidOfHex(hex.slice(2 * SECRET_BYTES)), hash: hashOf(text) };
}

function checksumOf(body: string): string {
  return toBase62(BigInt(crc32(body)), CHECKSUM_LENGTH);
}

/** A key is random and long, so a fast hash protects it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
