/** Values of a new supplier, where the client sends none. */
export const supplierDefaults = { currency: 'USD' } as const;

/** Values of what a supplier sells, where the client sends none; the first one of a part is its preferred one in any case. */
export const partSupplierDefaults = { packSize: 1 } as const;
