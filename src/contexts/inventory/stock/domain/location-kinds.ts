export const locationTypes = ['warehouse', 'vehicle', 'site'] as const;
export type LocationType = (typeof locationTypes)[number];

/** Values of a new location, where the client sends none. */
export const locationDefaults = { type: 'warehouse' } as const;
