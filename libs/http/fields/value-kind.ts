import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldError, FieldErrorCode } from '#libs/kernel';

/** Reads one value: gives it back normalised, or notes under `pointer` what is wrong with it. */
export type ValueReader<T = unknown> = (value: unknown, pointer: string, faults: FieldError[]) => T | undefined;

/** A kind of value that requests and answers are made of: how it is read and how the OpenAPI document describes it. */
export interface ValueKind<T = unknown> {
  readonly read: ValueReader<T>;
  readonly schema: ApiPropertyOptions;
  /** What holds beyond the schema for values that are sent: the forms of texts and times. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Query parameters arrive as text; this makes of it what a JSON body would have carried. */
  readonly fromText?: (text: string) => unknown;
  /** Several values: a query parameter of this kind may be repeated. */
  readonly isList?: boolean;
}

/** Answers with many faults help nobody, and a hostile body could have millions. */
export const MOST_FAULTS = 100;
/** Said where there may be more. */
export const moreFaults = ` Only the first ${MOST_FAULTS} are named.`;

/** Thrown at the last fault that is named: what comes behind it is not even looked at. */
class EnoughFaults extends Error {}

/** @throws EnoughFaults */
export function fault(faults: FieldError[], pointer: string, code: FieldErrorCode, detail: string): undefined {
  faults.push({ pointer, code, detail });
  if (faults.length >= MOST_FAULTS) throw new EnoughFaults();
}

interface Reading<T> {
  /** Undefined when reading ended before its end. */
  readonly dto: T | undefined;
  readonly faults: readonly FieldError[];
  /** To be added to what is said of the faults. */
  readonly note: string;
}

/** What there is to read of a whole request, up to as many faults as are named. */
export function readWhole<T>(read: (faults: FieldError[]) => T): Reading<T> {
  const faults: FieldError[] = [];
  try {
    return { dto: read(faults), faults, note: '' };
  } catch (error) {
    if (!(error instanceof EnoughFaults)) throw error;
    return { dto: undefined, faults, note: moreFaults };
  }
}

/** One more step of a JSON pointer (RFC 6901). */
export function pointerTo(parent: string, key: string): string {
  const step = key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
  return `${parent}/${step}`;
}
