import { encodeQR } from 'qr';

/** As an SVG picture that scales with the page. */
export function qrCode(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium' });
}
