import { uuidv7 } from '#libs/kernel';

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const nothing = /^0+$/;

/**
 * W3C Trace Context: the caller's trace, continued under a span of our own. Undefined where there is none, or none that is valid; a trace
 * that nobody began is not begun here, for the request id tells requests apart already.
 */
export function continuedTrace(header: string | string[] | undefined): string | undefined {
  const match = typeof header === 'string' ? form.exec(header) : null;
  if (!match) return undefined;
  const [, version = '', traceId = '', parentId = '', flags = '', more] = match;
  // later versions may add to the end, the first one may not
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (nothing.test(traceId) || nothing.test(parentId)) return undefined;
  return `00-${traceId}-${spanId()}-${knownFlags(flags)}`;
}

/** Sampled, and random trace id; what else there may be one day is not for us to pass on. */
function knownFlags(flags: string): string {
  return `0${Number.parseInt(flags, 16) & 0b11}`;
}

/** The random half of a new id. */
function spanId(): string {
  return uuidv7().replaceAll('-', '').slice(16);
}

/** As it stands in the log. */
export function traceFields(traceparent: string): { traceId: string; spanId: string } {
  return { traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) };
}
