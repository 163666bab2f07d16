/** Values of a new field, where the client sends none. */
export const customFieldDefaults = { appliesTo: ['equipment'], options: [], required: false, order: 0 } as const;
