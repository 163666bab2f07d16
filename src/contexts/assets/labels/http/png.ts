import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const NO_FILTER = 0;

/** A picture of black and white pixels, one bit each, in rows of equal length. @param rows true for black */
export function pngOf(rows: readonly (readonly boolean[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(rows[0]!.length, 0);
  header.writeUInt32BE(rows.length, 4);
  // bits a pixel; the zeros behind it: grey, deflate, the usual filters, not interlaced
  header.writeUInt8(1, 8);
  const pixels = deflateSync(Buffer.concat(rows.map(packed)));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** Eight pixels a byte, the leftmost in the highest bit; 1 is white. */
function packed(row: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(1 + Math.ceil(row.length / 8));
  bytes[0] = NO_FILTER;
  for (const [x, isBlack] of row.entries()) if (!isBlack) bytes[1 + (x >> 3)]! |= 0x80 >> (x & 7);
  return bytes;
}

/** Length, type, data, and a checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
