import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what stands in mails: links in them open accounts, and whoever reads a table or its backup must not follow them. */
@Injectable()
export class MailSeal {
  private readonly key: Buffer;

  constructor({ secrets }: AppConfig) {
    this.key = createHmac('sha256', secrets.encryption).update('content of mails').digest();
  }

  /** @param id of the mail: the content is readable in that row alone */
  close(id: string, content: object): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(Buffer.from(id));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws where it was closed with another key, or for another mail */
  open<T extends object>(id: string, text: string): T {
    const bytes = Buffer.from(text, 'base64url');
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    const cipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(id))
      .setAuthTag(tag);
    const opened = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]);
    return JSON.parse(opened.toString('utf8')) as T;
  }
}
