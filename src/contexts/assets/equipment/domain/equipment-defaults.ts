/** Values of a new machine, where the client sends none. */
export const equipmentDefaults = { status: 'operational', operationalHours: 0, customFields: {} } as const;
