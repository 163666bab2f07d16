import type { FileLinkService } from './file-link.service.js';
import { uploadRow, type UploadRow } from './upload.queries.js';

/** A file as every context shows it. */
export interface FileView {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
  readonly downloadPath: string;
  readonly thumbnailPath: string | null;
}

export type FileFacts = Omit<FileView, 'downloadPath' | 'thumbnailPath'>;

export interface UploadView extends FileView {
  readonly status: string;
  readonly sha256: string | null;
  readonly expiresAt: string | null;
  readonly createdAt: string;
}

export function uploadView(row: UploadRow, links: FileLinkService): UploadView {
  const { id, fileName, contentType, imageWidth, imageHeight, status, sha256, expiresAt, createdAt } = uploadRow(row);
  // read as text, since it may have more than 32 bits
  const sizeBytes = Number(row.sizeBytes);
  const file = { id, fileName, contentType, sizeBytes, imageWidth, imageHeight };
  return { ...links.fileView(file), status, sha256, expiresAt, createdAt };
}
