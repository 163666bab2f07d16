export interface Spare {
  readonly schema: string;
  /** Whether a sign-up of this release can use it. */
  readonly isCurrent: boolean;
}

export interface SparesFound {
  readonly spares: readonly Spare[];
  /** The newest migration of tenants that any release has run on this database. */
  readonly released: number;
}

export interface SparePlan {
  readonly drop: readonly string[];
  readonly make: number;
}

/**
 * What is left to do for `wanted` spares of this release's version. While two releases run together the newer one keeps the spares: the
 * older one would undo what that does.
 */
export function sparePlan({ spares, released }: SparesFound, wanted: number, version: number): SparePlan {
  if (version < released) return { drop: [], make: 0 };
  const current = spares.filter(({ isCurrent }) => isCurrent);
  const obsolete = spares.filter(({ isCurrent }) => !isCurrent);
  const drop = [...obsolete, ...current.slice(wanted)].map(({ schema }) => schema);
  return { drop, make: Math.max(0, wanted - current.length) };
}
