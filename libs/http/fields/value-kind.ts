import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldError, FieldErrorCode } from '#libs/kernel';

/** Parses one value: returns it normalised, or adds a fault under `pointer`. */
export type ValueReader<T = unknown> = (value: unknown, pointer: string, faults: FieldError[]) => T | undefined;

/** A kind of value in requests and responses: how it is parsed, and how the OpenAPI document describes it. */
export interface ValueKind<T = unknown> {
  readonly read: ValueReader<T>;
  readonly schema: ApiPropertyOptions;
  /** Constraints for values that are sent, in addition to the schema, such as patterns of texts and times. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** The same where it is one of several that commas separate. */
  readonly inList?: Readonly<Record<string, unknown>>;
  /** Instead of `input`, in a query string. */
  readonly inQuery?: Readonly<Record<string, unknown>>;
  /** Converts the text of a query parameter to what a JSON body would contain. */
  readonly fromText?: (text: string) => unknown;
  /** Several values: a query parameter of this kind may be repeated. */
  readonly isList?: boolean;
}

/** More would help nobody, and a hostile body could contain millions. */
export const MAX_FAULTS = 100;
/** Added when the maximum is reached, since there may be more. */
export const moreFaults = ` Only the first ${MAX_FAULTS} are named.`;

/** Thrown when the maximum is reached: the rest of the body is not read. */
class TooManyFaults extends Error {}

/** @throws EnoughFaults */
export function fault(faults: FieldError[], pointer: string, code: FieldErrorCode, detail: string): undefined {
  faults.push({ pointer, code, detail });
  if (faults.length >= MAX_FAULTS) throw new TooManyFaults();
}

interface Reading<T> {
  /** Undefined when reading stopped early. */
  readonly dto: T | undefined;
  readonly faults: readonly FieldError[];
  /** To be added to the detail of the problem. */
  readonly note: string;
}

/** Reads a request until it has been read completely or the maximum of faults is reached. */
export function collectFaults<T>(read: (faults: FieldError[]) => T): Reading<T> {
  const faults: FieldError[] = [];
  try {
    return { dto: read(faults), faults, note: '' };
  } catch (error) {
    if (!(error instanceof TooManyFaults)) throw error;
    return { dto: undefined, faults, note: moreFaults };
  }
}

/** Appends a key to a JSON pointer (RFC 6901). */
export function pointerTo(parent: string, key: string): string {
  const step = key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
  return `${parent}/${step}`;
}
