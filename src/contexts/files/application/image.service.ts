import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { AppConfig } from '#libs/config';
import { refuse } from '#libs/kernel';
import { uploadImageTooLarge, uploadImageUnreadable } from '../domain/upload.errors.js';

export interface CleanImage {
  readonly content: AsyncIterable<Buffer>;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
}

export const THUMBNAIL_TYPE = 'image/webp';
const THUMBNAIL_SIDE = 320;
const MAX_BYTES = 25 * 1024 ** 2;
const MAX_PIXELS = 64_000_000;
const MAX_SECONDS = 60;
/** Decoded images take some hundred megabytes each. */
const AT_ONCE = 2;

sharp.cache(false);
sharp.concurrency(1);

/** Images are encoded anew: what cameras write about place and owner is gone, and so is whatever else hides in the file. */
@Injectable()
export class ImageService {
  private readonly places = new Semaphore(AT_ONCE);
  private readonly folder: string;

  constructor({ dataDir }: AppConfig) {
    this.folder = join(dataDir, 'incoming');
  }

  /** @param use reads the content; the files are gone afterwards @throws DomainError for what is no image, or too large */
  async clean<T>(bytes: AsyncIterable<Buffer>, use: (image: CleanImage) => Promise<T>): Promise<T> {
    const path = join(this.folder, randomUUID());
    const cleaned = `${path}.clean`;
    try {
      await mkdir(this.folder, { recursive: true });
      await pipeline(limited(bytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      const found = await this.places.runExclusive(() => encode(path, cleaned));
      return await use({ ...found, content: createReadStream(cleaned) });
    } finally {
      await Promise.all([path, cleaned].map((file) => rm(file, { force: true })));
    }
  }
}

async function* limited(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_BYTES) throw refuse(uploadImageTooLarge);
    yield chunk;
  }
}

async function encode(path: string, cleaned: string): Promise<Omit<CleanImage, 'content'>> {
  try {
    const { pages = 1 } = await open(path).metadata();
    const isAnimated = pages > 1;
    const image = open(path, { animated: isAnimated });
    const info = await encoded(isAnimated ? image : image.autoOrient()).toFile(cleaned);
    const side = { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true } as const;
    const thumbnail = await open(cleaned).resize(side).webp().toBuffer();
    return { thumbnail, width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit|too large/i.test(error.message);
    throw refuse(isTooLarge ? uploadImageTooLarge : uploadImageUnreadable);
  }
}

function open(path: string, options: SharpOptions = {}): Sharp {
  return sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', ...options }).timeout({ seconds: MAX_SECONDS });
}

/** In the format that it has; colours stay those of its profile. */
function encoded(image: Sharp): Sharp {
  return image.keepIccProfile().jpeg({ quality: 85, force: false }).webp({ quality: 85, force: false });
}
