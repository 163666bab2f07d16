import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what stands in mails: links in them open accounts, and whoever reads a table or its backup must not follow them. */
@Injectable()
export class MailSeal {
  /** The one of now first. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor({ secrets }: AppConfig) {
    const { encryption, previousEncryption } = secrets;
    this.keys = [keyOf(encryption), ...(previousEncryption === undefined ? [] : [keyOf(previousEncryption)])];
  }

  /** @param id of the mail: the content is readable in that row alone */
  close(id: string, content: object): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0], iv).setAAD(Buffer.from(id));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws where it was closed with another key, or for another mail */
  open<T extends object>(id: string, text: string): T {
    const bytes = Buffer.from(text, 'base64url');
    const opened = this.keys.map((key) => openedBy(key, id, bytes)).find((found) => found !== undefined);
    if (!opened) throw new Error('The mail was closed with another key, or is not this one.');
    return JSON.parse(opened.toString('utf8')) as T;
  }
}

function keyOf(secret: string): Buffer {
  return createHmac('sha256', secret).update('content of mails').digest();
}

/** Undefined where it was closed with another key. */
function openedBy(key: Buffer, id: string, bytes: Buffer): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(id))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    return undefined;
  }
}
