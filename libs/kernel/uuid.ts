import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn by the page: asking the system for 16 at a time takes longer than all the rest of a request id. */
const pool = Buffer.alloc(4096);
let drawn = pool.length;

let lastMillisecond = 0;
let sequence = 0;

/**
 * A UUID of version 7 (RFC 9562, method 1): 48 bits of Unix milliseconds, then a 12-bit counter, then 62 random bits.
 * Ids made by one process sort in the order in which they were made, also within a millisecond.
 */
export function uuidv7(): string {
  advance(Date.now());
  const bytes = random(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return format(bytes.toString('hex'));
}

/** A counter that overflows, or a clock set back, borrows from the next millisecond rather than losing the order. */
function advance(now: number): void {
  if (now > lastMillisecond) {
    lastMillisecond = now;
    sequence = random(1)[0]!;
  } else if (sequence === 0xfff) {
    lastMillisecond += 1;
    sequence = 0;
  } else {
    sequence += 1;
  }
}

/** Valid until the pool is filled again, so only for use at once. */
function random(size: number): Buffer {
  if (drawn + size > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += size;
  return pool.subarray(drawn - size, drawn);
}

function format(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** Stands for all ids in the API document. */
export const EXAMPLE_ID = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
