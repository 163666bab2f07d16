export const MAX_LINES = 200;

/** What an order may cost at most, which is the greatest amount that answers can have. */
export const MAX_TOTAL = '99999999.99';
