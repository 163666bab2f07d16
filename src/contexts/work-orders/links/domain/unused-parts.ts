/** What a work order plans of a part, and what it has used of it. */
export interface PlannedAndUsed {
  readonly partId: string;
  readonly used: number;
  readonly locations: readonly { readonly locationId: string; readonly planned: number }[];
}

/** How many of a part are planned from a location and were not used. */
export interface UnusedPart {
  readonly partId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** How many of the plan there were used. */
  readonly kept: number;
}

/** What was used counts against the plan of one location after the other. */
export function unusedParts(parts: readonly PlannedAndUsed[]): UnusedPart[] {
  return parts.flatMap(({ partId, used, locations }) => {
    let left = used;
    return locations.flatMap(({ locationId, planned }) => {
      const kept = Math.min(planned, left);
      left -= kept;
      return planned > kept ? [{ partId, locationId, quantity: planned - kept, kept }] : [];
    });
  });
}
