import { Injectable } from '@nestjs/common';
import { AttachmentService } from './application/attachment.service.js';
import { FileLinkService } from './application/file-link.service.js';
import type { FileFacts, FileView } from './application/upload.view.js';
import type { FileOwner } from './domain/file-owner.js';

/** What other contexts may do with files that were uploaded. */
@Injectable()
export class FilesFacade {
  constructor(
    private readonly attachments: AttachmentService,
    private readonly links: FileLinkService,
  ) {}

  /**
   * Ties an upload of the caller to what it belongs to, in the open transaction. From then on it stays until it is discarded.
   * @throws DomainError 422 `upload.unknown`, `upload.not_an_image`, 409 `upload.already_attached`
   */
  attach(uploadId: string, owner: FileOwner): Promise<void> {
    return this.attachments.attach(uploadId, owner);
  }

  /**
   * The opposite, in the open transaction as well: no link leads to it any more, and after 30 days the bytes are removed.
   * @param isNeeded asked once nobody else can discard it: whether something else still shows it
   */
  discard(uploadId: string, isNeeded?: () => Promise<boolean>): Promise<void> {
    return this.attachments.discard(uploadId, isNeeded);
  }

  /** The address of an image as it is shown in lists, which holds as those of {@link view}. */
  thumbnailPath(uploadId: string): string {
    return this.links.pathTo(uploadId, 'thumbnail');
  }

  /** With addresses that hold for some minutes. Whoever calls it has made sure that the caller may see the file. */
  view(file: FileFacts): FileView {
    return this.links.fileView(file);
  }
}
