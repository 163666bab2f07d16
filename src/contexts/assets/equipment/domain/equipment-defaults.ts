/** Of a machine of which nobody says so. */
export const equipmentDefaults = { status: 'operational', operationalHours: 0, customFields: {} } as const;
