/** Of one booking, so that a slip of the finger is refused. */
export const MAX_QUANTITY = 1_000_000;

/** Of a part over all locations: within PostgreSQL's `integer`, and what it cost within the greatest amount that answers can have. */
export const MAX_STOCK = 2_000_000_000;
export const MAX_STOCK_VALUE = '99999999.99';

/** The location that every tenant has from the beginning, written by the migration that adds the table. */
export const DEFAULT_LOCATION_ID = '00000000-0000-7000-8000-000000000001';
