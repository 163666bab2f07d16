import { builder } from '#libs/testing';

/** The body of `POST /v1/service-requests`, but for the place. */
export const aServiceRequest = builder((n) => ({
  title: `Lift rattles ${n}`,
  description: 'Since Monday, on all floors.',
}));
