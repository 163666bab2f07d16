/** Values of a new picture, where the client sends none. */
export const imageDefaults = { isPrimary: false } as const;
