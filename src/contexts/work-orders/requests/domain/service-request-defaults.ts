/** Of a request of which nobody says so. */
export const requestDefaults = { priority: 'medium' } as const;
