import { serviceUnavailable } from '#libs/http';
import { DomainError, refuse } from '#libs/kernel';

/** A full disk is seldom emptied at once. */
const RETRY_SECONDS = 30;

/** What the disk or another machine has thrown, as the client is told it: that it is not about the file. Undefined for other errors. */
export function storageFault(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return undefined;
  const { code, $metadata: answered } = (error ?? {}) as { code?: unknown; $metadata?: unknown };
  const isOfSystem = typeof code === 'string' && /^E[A-Z]+$/.test(code);
  if (!isOfSystem && answered === undefined) return undefined;
  const detail = 'Files cannot be stored just now. Try again shortly.';
  return refuse(serviceUnavailable, { detail, retryAfterSeconds: RETRY_SECONDS });
}
