import { encodeQR } from 'qr';
import { enumeration } from '#libs/http';
import { pngOf } from './png.js';

export const qrFormats = { svg: 'image/svg+xml', png: 'image/png' } as const;
export type QrFormat = keyof typeof qrFormats;

export const qrFormat = enumeration({
  name: 'QrCodeFormat',
  description: 'Kind of picture',
  values: Object.keys(qrFormats) as QrFormat[],
});

/** Readable when a quarter of it is scratched or dirty; with the white border that scanners need. */
const code = { ecc: 'quartile', border: 4 } as const;

/** Large enough to print it ten centimetres wide. */
const PIXELS_PER_MODULE = 20;

const drawn: Readonly<Record<QrFormat, (text: string) => Buffer>> = {
  svg: (text) => Buffer.from(encodeQR(text, 'svg', code)),
  png: (text) => pngOf(encodeQR(text, 'raw', { ...code, scale: PIXELS_PER_MODULE })),
};

export function qrPicture(text: string, format: QrFormat): Buffer {
  return drawn[format](text);
}
