/** Its tables are those of others. */
export const administrationEntities = { platform: [], tenant: [] };
