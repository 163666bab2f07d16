import { EnumField } from '#libs/http';
import { qrFormat, type QrFormat } from './qr-picture.js';

export class QrCodeQuery {
  @EnumField({ description: 'Kind of picture', of: qrFormat, default: 'svg' })
  format: QrFormat;
}
