import { createHash } from 'node:crypto';

/** 2026-01-01, so that the ids of the demo are the same on every day and machine. */
const EPOCH = Date.UTC(2026, 0, 1);

/** An id in the form of a UUID v7 that depends only on the names. Ids with a higher `sequence` sort later. */
export function idOf(names: readonly (string | number)[], sequence = 0): string {
  const bytes = digest(names.join('\n'));
  bytes.writeUIntBE(EPOCH + sequence, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A whole number from `least` to `most` that looks random and is always the same for a seed. */
export function chance(seed: string, least: number, most: number): number {
  return least + (digest(seed).readUInt32BE(0) % (most - least + 1));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
