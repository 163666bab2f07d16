import { defineRefusal } from '#libs/kernel';

/** A field that the class does not declare. Such a fault makes the status 400, wrong values make it 422. */
export const unknownField = defineRefusal({
  code: 'request.unknown_field',
  kind: 'malformed',
  detail: 'The body has fields that this address does not take.',
  remedy: 'Leave out the fields that `errors` names, or correct their names.',
  usualFor: 'bodies',
});
