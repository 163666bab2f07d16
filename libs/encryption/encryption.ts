import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';

export interface EncryptedText {
  readonly text: string;
  /** Of the key, to be stored beside it: after a change of the key it tells what is to be encrypted anew. */
  readonly keyId: string;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts secrets that are stored, with ENCRYPTION_KEY; what ENCRYPTION_KEY_PREVIOUS has encrypted can still be read. */
@Injectable()
export class Encryption {
  /** Of the key that is used for what is encrypted now. */
  readonly keyId: string;
  private readonly keys: ReadonlyMap<string, Buffer>;

  constructor({ secrets }: AppConfig) {
    const { encryption, previousEncryption } = secrets;
    this.keyId = keyIdOf(encryption);
    const known = [encryption, ...(previousEncryption === undefined ? [] : [previousEncryption])];
    this.keys = new Map(known.map((secret) => [keyIdOf(secret), derived(secret, 'stored secrets')]));
  }

  /** @param place of the text, such as the id of its row: copied elsewhere it cannot be read */
  encrypt(text: string, place: string): EncryptedText {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys.get(this.keyId)!, iv).setAAD(Buffer.from(place));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const bytes = Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
    return { text: bytes.toString('base64url'), keyId: this.keyId };
  }

  isReadable({ keyId }: Pick<EncryptedText, 'keyId'>): boolean {
    return this.keys.has(keyId);
  }

  /** @throws Error where the key is unknown, or the text was altered or belongs elsewhere */
  decrypt({ text, keyId }: EncryptedText, place: string): string {
    const key = this.keys.get(keyId);
    if (!key) throw new Error(`The key ${keyId} is neither ENCRYPTION_KEY nor ENCRYPTION_KEY_PREVIOUS.`);
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const encrypted = bytes.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  }
}

function derived(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest();
}

/** Tells nothing of the key. */
function keyIdOf(secret: string): string {
  return derived(secret, 'id of the key').toString('hex', 0, 8);
}
