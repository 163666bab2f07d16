import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** What is digested: method, address and body, byte by byte. */
export interface RequestBytes {
  readonly method: string;
  readonly url: string;
  readonly body: Buffer | null;
}

/**
 * Compares requests without storing them: bodies contain passwords, which nobody who reads the digests may be able to guess. The key is
 * derived from a secret of the installation.
 */
export class RequestDigest {
  private readonly key: Buffer;
  /** Identifies the key in the digest. */
  private readonly prefix: string;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'fieldpilot/idempotency-request', 32));
    this.prefix = `${createHmac('sha256', this.key).update('name of the key').digest('hex').slice(0, 8)}.`;
  }

  of({ method, url, body }: RequestBytes): string {
    const mac = createHmac('sha256', this.key).update(`${method} ${url}\n`);
    return this.prefix + mac.update(body ?? '').digest('base64url');
  }

  /** True for a digest made with a former secret, since it cannot be compared. */
  matches(stored: string, request: RequestBytes): boolean {
    if (stored.startsWith(this.prefix)) return stored === this.of(request);
    return stored.includes('.') || stored === plainDigest(request);
  }
}

/** The digest of the previous release, whose keys are valid for a day. */
function plainDigest({ method, url, body }: RequestBytes): string {
  return createHash('sha256')
    .update(`${method} ${url}\n`)
    .update(body ?? '')
    .digest('hex');
}
