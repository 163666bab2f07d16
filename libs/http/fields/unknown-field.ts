import { defineRefusal } from '#libs/kernel';

/** A field that the class does not declare. It decides the status: an unknown field is 400, a wrong value 422. */
export const unknownField = defineRefusal({
  code: 'request.unknown_field',
  kind: 'malformed',
  detail: 'The body has fields that this address does not take.',
  remedy: 'Leave out the fields that `errors` names, or correct their names.',
  usualFor: 'bodies',
});
