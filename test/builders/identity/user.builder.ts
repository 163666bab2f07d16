import { builder } from '#libs/testing';

/** The body of `POST /v1/users`. */
export const aUser = builder((n) => ({
  email: `person-${n}@example.com`,
  password: 'blue kettle on the roof',
  role: 'technician',
  firstName: 'Pat',
  lastName: `Person ${n}`,
}));
