import { SetMetadata, type CustomDecorator } from '@nestjs/common';

/** How long a route that is on its way out will still be there. */
export interface Deprecation {
  /** `YYYY-MM-DD`: from when on it is not to be used any more. */
  readonly since: string;
  /** `YYYY-MM-DD`: from when on it may be gone. */
  readonly sunset: string;
  /** What to use in its place, such as `GET /v1/work-orders`. */
  readonly instead: string;
}

export const DEPRECATION = 'fieldpilot:deprecation';

/** Tells clients in every answer and in the document that the route will go, and when: RFC 9745 and RFC 8594. */
export const Deprecated = (deprecation: Deprecation): CustomDecorator => SetMetadata(DEPRECATION, deprecation);

/** Says what is wrong with the dates; undefined when nothing is. */
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
