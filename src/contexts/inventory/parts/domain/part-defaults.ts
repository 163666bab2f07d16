/** Values of a new part, where the client sends none. */
export const partDefaults = { currency: 'USD', reorderLevel: 10, reorderQuantity: 50, specifications: {} } as const;
