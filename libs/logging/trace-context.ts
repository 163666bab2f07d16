import { uuidv7 } from '#libs/kernel';

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const nothing = /^0+$/;

/**
 * W3C Trace Context: continues the caller's trace with a new span. Undefined without a valid trace; none is started here, since the request
 * id already identifies requests.
 */
export function continuedTrace(header: string | string[] | undefined): string | undefined {
  const match = typeof header === 'string' ? form.exec(header) : null;
  if (!match) return undefined;
  const [, version = '', traceId = '', parentId = '', flags = '', more] = match;
  // later versions may append fields, version 00 must not
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (nothing.test(traceId) || nothing.test(parentId)) return undefined;
  return `00-${traceId}-${spanId()}-${knownFlags(flags)}`;
}

/** The flags for sampled and random trace id; unknown flags are not passed on. */
function knownFlags(flags: string): string {
  return `0${Number.parseInt(flags, 16) & 0b11}`;
}

/** The random half of a new UUID. */
function spanId(): string {
  return uuidv7().replaceAll('-', '').slice(16);
}

/** The fields for the log. */
export function traceFields(traceparent: string): { traceId: string; spanId: string } {
  return { traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) };
}
