import { builder } from '#libs/testing';

/** The body of `POST /v1/work-orders`, but for the place. */
export const aWorkOrder = builder((n) => ({ title: `Oil door ${n}`, type: 'repair', priority: 'medium' }));
