import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FileKind } from '../domain/file-kinds.js';
import type { StoredFile } from '../domain/upload.entity.js';
import { CheckedContent } from './checked-content.js';
import { FileStoreClient } from './file-store.client.js';
import { ImageService, THUMBNAIL_TYPE, type CleanImage } from './image.service.js';
import { thumbnailKey } from './thumbnail-key.js';

/** Takes the bytes of a file in while they come. What fails leaves nothing in the storage. */
@Injectable()
export class FileReceiverService {
  constructor(
    private readonly store: FileStoreClient,
    private readonly images: ImageService,
  ) {}

  /** @param folder of the upload; each attempt has a place of its own there, so that none writes over what another has checked */
  async receive(folder: string, kind: FileKind, bytes: AsyncIterable<Buffer>): Promise<StoredFile> {
    const key = `${folder}/${randomUUID()}`;
    const content = new CheckedContent(bytes, kind);
    if (kind.isImage) return this.images.clean(content.read(), (image) => this.storeImage(key, kind, image));
    await this.store.put(key, content.read(), kind.contentType);
    return factsOf(key, content);
  }

  private async storeImage(key: string, kind: FileKind, image: CleanImage): Promise<StoredFile> {
    const content = new CheckedContent(image.content, kind);
    await this.store.put(key, content.read(), kind.contentType);
    await this.store.put(thumbnailKey(key), inOne(image.thumbnail), THUMBNAIL_TYPE);
    return { ...factsOf(key, content), imageWidth: image.width, imageHeight: image.height };
  }
}

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

function factsOf(storageKey: string, { sizeBytes, sha256 }: CheckedContent): StoredFile {
  return { storageKey, sizeBytes, sha256, imageWidth: null, imageHeight: null };
}
