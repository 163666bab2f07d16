import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Clock, isUuid, uuidOfHex } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { FileFacts, FileView } from './upload.view.js';

export type FileVariant = 'file' | 'thumbnail';

/** What a link stands for. */
export interface LinkedFile {
  readonly tenantId: string;
  readonly uploadId: string;
  readonly variant: FileVariant;
  readonly expiresAt: Date;
}

const variants: readonly FileVariant[] = ['file', 'thumbnail'];
/** Links hold between one and two of these times. All of one such time are equal, so that browsers keep what they have. */
const WINDOW_SECONDS = 300;
const TENANT_BYTES = 16;
const PLAIN_BYTES = TENANT_BYTES + 1 + 4;
const MAC_BYTES = 32;

/**
 * Links to files: `/files/<id>?key=<tenant ‖ variant ‖ end ‖ MAC over them and the id>`. Who has one gets the file, without a credential, as
 * a browser asks for pictures. The key is derived from a secret of the installation.
 */
@Injectable()
export class FileLinkService {
  private readonly secret: Buffer;

  constructor(
    { secrets: { encryption } }: AppConfig,
    private readonly clock: Clock,
  ) {
    this.secret = Buffer.from(hkdfSync('sha256', encryption, '', 'fieldpilot/file-links', 32));
  }

  fileView(file: FileFacts): FileView {
    return {
      ...file,
      downloadPath: this.pathTo(file.id, 'file'),
      thumbnailPath: file.imageWidth === null ? null : this.pathTo(file.id, 'thumbnail'),
    };
  }

  /** Of the current tenant. */
  pathTo(uploadId: string, variant: FileVariant): string {
    const now = Math.floor(this.clock.now().getTime() / 1_000);
    const end = (Math.floor(now / WINDOW_SECONDS) + 2) * WINDOW_SECONDS;
    const plain = Buffer.alloc(PLAIN_BYTES);
    plain.write(currentTenant().id.replaceAll('-', ''), 'hex');
    plain.writeUInt8(variants.indexOf(variant), TENANT_BYTES);
    plain.writeUInt32BE(end, TENANT_BYTES + 1);
    return `/files/${uploadId}?key=${Buffer.concat([plain, this.mac(plain, uploadId)]).toString('base64url')}`;
  }

  /** Undefined for what this installation has not signed, or not for this file. */
  read(uploadId: string, key: string): LinkedFile | undefined {
    const bytes = Buffer.from(key, 'base64url');
    if (!isUuid(uploadId) || bytes.length !== PLAIN_BYTES + MAC_BYTES || bytes.toString('base64url') !== key)
      return undefined;
    const plain = bytes.subarray(0, PLAIN_BYTES);
    if (!timingSafeEqual(bytes.subarray(PLAIN_BYTES), this.mac(plain, uploadId))) return undefined;
    return {
      tenantId: uuidOfHex(plain.toString('hex', 0, TENANT_BYTES)),
      uploadId,
      variant: variants[plain.readUInt8(TENANT_BYTES)]!,
      expiresAt: new Date(plain.readUInt32BE(TENANT_BYTES + 1) * 1_000),
    };
  }

  private mac(plain: Buffer, uploadId: string): Buffer {
    return createHmac('sha256', this.secret).update(plain).update(uploadId).digest();
  }
}
