/** Values of a new field, where the client sends none. */
export const customFieldDefaults = { options: [], required: false, order: 0 } as const;
