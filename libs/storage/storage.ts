import type { Readable } from 'node:stream';

/** Bytes of a file, both ends included, as in the header Range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface LinkOptions {
  readonly contentType: string;
  /** The header Content-Disposition of what the link answers. */
  readonly disposition: string;
  readonly seconds: number;
}

/**
 * Where the bytes of files lie: in a folder of this machine, or at a server that speaks S3. Keys are made by the product, never of what
 * clients send, and begin with the id of the tenant.
 */
export abstract class Storage {
  /** Streams the content in. What fails, the stream or the storage, leaves nothing under the key. */
  abstract put(key: string, content: Readable, contentType: string): Promise<void>;

  /** @throws MissingFileError */
  abstract get(key: string, range?: ByteRange): Promise<Readable>;

  /** In bytes; undefined where nothing is stored under the key. */
  abstract size(key: string): Promise<number | undefined>;

  /** Removes everything below the key, which names a folder. Nothing happens where there is nothing. */
  abstract removeFolder(key: string): Promise<void>;

  /** An address from which everybody who knows it gets the file for a while; undefined where the product itself has to serve it. */
  abstract link(key: string, options: LinkOptions): Promise<string | undefined>;
}

export class MissingFileError extends Error {
  override readonly name = 'MissingFileError';

  constructor(key: string) {
    super(`Nothing is stored under ${key}.`);
  }
}

const keyForm = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;

/** Keys hold neither dots nor empty steps, so none leads out of the storage. @throws Error */
export function assertKey(key: string): void {
  if (!keyForm.test(key) || key.length > 500) throw new Error(`"${key}" is no key of a file.`);
}
