export const countStatuses = ['open', 'booked', 'canceled'] as const;
export type CountStatus = (typeof countStatuses)[number];

/** Values of a new sheet, where the client sends none. */
export const countDefaults = { isBlind: false } as const;
