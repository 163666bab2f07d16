import { createHash, randomBytes } from 'node:crypto';

export const BACKUP_CODES = 10;
const CODE_BYTES = 10;
/** Crockford's, without letters that look like digits: 80 bits are 16 of them. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const normal = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** As people write them down: `k3v9-0m2x-7qzd-4h1t`. */
export function newBackupCodes(): string[] {
  return Array.from({ length: BACKUP_CODES }, () => spelt(randomBytes(CODE_BYTES)));
}

/** However it was typed. Undefined for what cannot be a backup code. */
export function readBackupCode(text: string): string | undefined {
  const code = text.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return normal.test(code) ? code : undefined;
}

/** A fast hash suffices for 80 random bits; with the owner in it nobody can try all hashes of a table at once. */
export function backupCodeHash(ownerId: string, code: string): string {
  return createHash('sha256')
    .update(`${ownerId} ${readBackupCode(code) ?? code}`)
    .digest('hex');
}

function spelt(bytes: Buffer): string {
  const value = BigInt(`0x${bytes.toString('hex')}`);
  const letters = Array.from({ length: 16 }, (_, at) => alphabet[Number((value >> BigInt(5 * (15 - at))) & 31n)]);
  return letters.join('').match(/.{4}/g)!.join('-');
}
