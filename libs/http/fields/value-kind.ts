import type { ApiPropertyOptions } from '@nestjs/swagger';
import type { FieldError } from '#libs/kernel';

/** Reads one value: gives it back normalised, or notes under `pointer` what is wrong with it. */
export type ValueReader<T = unknown> = (value: unknown, pointer: string, faults: FieldError[]) => T | undefined;

/** A kind of value that requests and answers are made of: how it is read and how the OpenAPI document describes it. */
export interface ValueKind<T = unknown> {
  readonly read: ValueReader<T>;
  readonly schema: ApiPropertyOptions;
  /** Query parameters arrive as text; this makes of it what a JSON body would have carried. */
  readonly fromText?: (text: string) => unknown;
}

/** Answers with many faults help nobody, and a hostile body could ask for millions. */
const MAX_FAULTS = 100;

export function fault(faults: FieldError[], pointer: string, code: string, detail: string): undefined {
  if (faults.length < MAX_FAULTS) faults.push({ pointer, code, detail });
  return undefined;
}

/** One more step of a JSON pointer (RFC 6901). */
export function pointerTo(parent: string, key: string): string {
  const step = key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
  return `${parent}/${step}`;
}
