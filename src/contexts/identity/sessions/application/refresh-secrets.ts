import { createHash, createHmac, randomBytes } from 'node:crypto';
import { uuidOfHex } from '#libs/kernel';

const TENANT_BYTES = 16;
const SECRET_BYTES = 32;

/** A refresh token as clients hold it, and the hash that the database holds. */
export interface RefreshSecret {
  readonly text: string;
  readonly hash: string;
}

/**
 * The texts of refresh tokens: `<prefix><tenant id ‖ 256 random bits>`. They contain the tenant because the client sends nothing else.
 * The prefix lets scanners for leaked secrets recognise them.
 */
export class RefreshSecrets {
  private readonly key: Buffer;

  constructor(
    private readonly prefix: string,
    secret: string,
  ) {
    this.key = createHmac('sha256', secret).update(`successors of ${prefix}`).digest();
  }

  first(tenantId: string): RefreshSecret {
    return this.secret(Buffer.concat([bytesOf(tenantId), randomBytes(SECRET_BYTES)]));
  }

  /**
   * Derived from the token and a key of the server. So a client that sends the same token twice gets the same successor, though only its
   * hash is stored, and nobody can compute the successor of a stolen token.
   */
  successor(text: string): RefreshSecret {
    const bytes = this.bytes(text);
    const next = createHmac('sha256', this.key).update(bytes).digest();
    return this.secret(Buffer.concat([bytes.subarray(0, TENANT_BYTES), next]));
  }

  /** Undefined for what cannot be a refresh token of this kind. */
  read(text: string): { readonly tenantId: string; readonly hash: string } | undefined {
    const bytes = this.bytes(text);
    const isWhole = text === this.secret(bytes).text && bytes.length === TENANT_BYTES + SECRET_BYTES;
    return isWhole ? { tenantId: uuidOfHex(bytes.toString('hex', 0, TENANT_BYTES)), hash: hashOf(text) } : undefined;
  }

  private secret(bytes: Buffer): RefreshSecret {
    const text = `${this.prefix}${bytes.toString('base64url')}`;
    return { text, hash: hashOf(text) };
  }

  private bytes(text: string): Buffer {
    return Buffer.from(text.slice(this.prefix.length), 'base64url');
  }
}

/** The secret is random and long, so a fast hash protects it. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function bytesOf(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
