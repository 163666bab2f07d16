import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** When a deprecated route will be removed. */
export interface Deprecation {
  /** `YYYY-MM-DD`: the day of the deprecation. */
  readonly since: string;
  /** `YYYY-MM-DD`: the first day on which it may be removed. */
  readonly sunset: string;
  /** What to use in its place, such as `GET /v1/work-orders`. */
  readonly instead: string;
}

export const DEPRECATION = 'fieldpilot:deprecation';

/** Announces in every response (RFC 9745, RFC 8594) and in the API document that the route will be removed, and when. */
export const Deprecated = (deprecation: Deprecation): CustomDecorator => SetMetadata(DEPRECATION, deprecation);

/** What is wrong with the dates; undefined when nothing is. */
export function deprecationFault(deprecation: Deprecation | undefined): string | undefined {
  if (!deprecation) return undefined;
  const { since, sunset } = deprecation;
  const isOrdered = isDate(since) && isDate(sunset) && since < sunset;
  return isOrdered ? undefined : 'is @Deprecated() with dates that are none, or in the wrong order';
}

export function deprecationHeaders({ since, sunset }: Deprecation): Record<string, string> {
  return {
    Deprecation: `@${Date.parse(since) / 1_000}`,
    Sunset: new Date(sunset).toUTCString(),
  };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
