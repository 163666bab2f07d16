import { randomFillSync } from 'node:crypto';

/** Random bytes are fetched in large blocks: fetching 16 at a time takes longer than the rest of a request id. */
const pool = Buffer.alloc(4096);
let drawn = pool.length;

let lastMillisecond = 0;
let sequence = 0;

/**
 * A UUID of version 7 (RFC 9562, method 1): 48 bits of Unix milliseconds, a 12-bit counter, 62 random bits. Ids of one process sort in the
 * order of their creation, also within a millisecond.
 */
export function uuidv7(): string {
  advance(Date.now());
  const bytes = random(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return uuidOfHex(bytes.toString('hex'));
}

/** When the counter overflows or the clock is set back, the next millisecond is used, to keep the order. */
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

/** The result is valid only until the next call that refills the pool. */
function random(size: number): Buffer {
  if (drawn + size > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += size;
  return pool.subarray(drawn - size, drawn);
}

/** From 32 digits. */
export function uuidOfHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** The example of an id in the API document. */
export const EXAMPLE_ID = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
