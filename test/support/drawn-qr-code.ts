import { inflateSync } from 'node:zlib';
import decodeQR from 'qr/decode.js';

const SCALE = 4;

/** What a camera would read from an SVG picture whose path is a square for each dark module. */
export function drawnQrCode(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)![1]);
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [x, y] of darkModules(/ d="([^"]+)"/.exec(svg)![1]!)) blacken(data, width, x, y);
  return decodeQR({ width, height: width, data });
}

function darkModules(path: string): [number, number][] {
  let at: [number, number] = [0, 0];
  return [...path.matchAll(/([Mm])(-?\d+) ?(-?\d+)/g)].map(([, command, x, y]) => {
    const [dx, dy] = command === 'm' ? at : [0, 0];
    at = [dx + Number(x), dy + Number(y)];
    return at;
  });
}

function blacken(data: Uint8Array, width: number, x: number, y: number): void {
  for (let row = 0; row < SCALE; row += 1) {
    const start = ((y * SCALE + row) * width + x * SCALE) * 4;
    for (let at = start; at < start + SCALE * 4; at += 4) data.fill(0, at, at + 3);
  }
}

/** The same from a PNG of one bit a pixel without filters, as the product makes them. */
export function paintedQrCode(png: Buffer): string {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const at = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const bytesPerRow = 1 + Math.ceil(width / 8);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const isWhite = (rows[y * bytesPerRow + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1;
      if (!isWhite) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return decodeQR({ width, height, data });
}
