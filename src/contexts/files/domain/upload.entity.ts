import { defineEntity, p } from '@mikro-orm/core';
import { timestamped } from '#libs/columns';
import { atField, refuse, uuidv7 } from '#libs/kernel';
import type { FileOwner } from './file-owner.js';
import type { UploadStatus } from './upload-status.js';
import { unknownUpload, uploadAttached, uploadNoImage } from './upload.errors.js';

export const UploadSchema = defineEntity({
  name: 'Upload',
  tableName: 'uploads',
  schema: '*',
  properties: {
    ...timestamped,
    storageKey: p.string(),
    fileName: p.string(),
    contentType: p.string(),
    sizeBytes: p.bigint('number'),
    sha256: p.string().nullable(),
    status: p.string().$type<UploadStatus>(),
    rejectionReason: p.text().nullable(),
    attachedType: p.string().nullable(),
    attachedId: p.uuid().nullable(),
    imageWidth: p.integer().nullable(),
    imageHeight: p.integer().nullable(),
    uploadedById: p.uuid().nullable().fieldName('uploaded_by'),
    expiresAt: p.datetime().nullable(),
  },
});

/** What became of the bytes. */
export interface StoredFile {
  readonly storageKey: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long a file waits to be attached. */
const UNATTACHED_MS = DAY;
/** How long a file is kept after it was removed, for those who did so by mistake. */
const GRACE_MS = 30 * DAY;

/** A file that was uploaded. It belongs to one thing, or to nothing yet. */
export class Upload extends UploadSchema.class {
  /** Before its bytes arrive, so that whatever arrives is removed when the process dies. */
  static begin(given: {
    tenantId: string;
    fileName: string;
    contentType: string;
    by: string | null;
    at: Date;
  }): Upload {
    const id = uuidv7();
    return Object.assign(new Upload(), {
      id,
      storageKey: `${given.tenantId}/${id}`,
      fileName: given.fileName,
      contentType: given.contentType,
      sizeBytes: 0,
      sha256: null,
      status: 'pending',
      rejectionReason: null,
      attachedType: null,
      attachedId: null,
      imageWidth: null,
      imageHeight: null,
      uploadedById: given.by,
      expiresAt: new Date(given.at.getTime() + UNATTACHED_MS),
    });
  }

  /** The folder of all that is stored of it. */
  get folder(): string {
    return this.storageKey.split('/').slice(0, 2).join('/');
  }

  receive(stored: StoredFile): void {
    Object.assign(this, stored, { status: 'ready' });
  }

  /** @throws DomainError `upload.unknown`, `upload.already_attached`, `upload.not_an_image` */
  attachTo({ type, id, field = 'uploadId', imagesOnly = false }: FileOwner, by: string | null, at: Date): void {
    const isOwn = this.uploadedById === by && (this.status === 'ready' || this.status === 'attached');
    if (!isOwn || (this.expiresAt && this.expiresAt <= at)) throw refuse(atField(unknownUpload, `/${field}`));
    if (this.status === 'attached') throw refuse(atField(uploadAttached, `/${field}`));
    if (imagesOnly && this.imageWidth === null) throw refuse(atField(uploadNoImage, `/${field}`));
    Object.assign(this, { status: 'attached', attachedType: type, attachedId: id, expiresAt: null });
  }

  /** What it belonged to is gone. */
  discard(at: Date): void {
    Object.assign(this, { status: 'deleted', expiresAt: new Date(at.getTime() + GRACE_MS) });
  }

  /** Nobody attached it in time. */
  expire(): void {
    this.status = 'deleted';
  }
}
UploadSchema.setClass(Upload);
