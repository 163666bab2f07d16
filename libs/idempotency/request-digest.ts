import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** What is digested: method, address and body, byte by byte. */
export interface RequestBytes {
  readonly method: string;
  readonly url: string;
  readonly body: Buffer | null;
}

/**
 * Tells requests apart without telling what they say: bodies carry passwords, and whoever reads the stored digests must not be able to
 * guess at them. The key is derived from a secret of the installation.
 */
export class RequestDigest {
  private readonly key: Buffer;
  /** Tells digests of this key from those of another one. */
  private readonly prefix: string;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'fieldpilot/idempotency-request', 32));
    this.prefix = `${createHmac('sha256', this.key).update('name of the key').digest('hex').slice(0, 8)}.`;
  }

  of({ method, url, body }: RequestBytes): string {
    const mac = createHmac('sha256', this.key).update(`${method} ${url}\n`);
    return this.prefix + mac.update(body ?? '').digest('base64url');
  }

  /** What was stored under a secret that has been changed since cannot be compared: the request is taken for the one that it says it is. */
  isOf(stored: string, request: RequestBytes): boolean {
    if (stored.startsWith(this.prefix)) return stored === this.of(request);
    return stored.includes('.') || stored === plainDigest(request);
  }
}

/** Of the release before this one, whose keys are of use for a day. */
function plainDigest({ method, url, body }: RequestBytes): string {
  return createHash('sha256')
    .update(`${method} ${url}\n`)
    .update(body ?? '')
    .digest('hex');
}
