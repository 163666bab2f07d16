import { defineRefusal } from '#libs/kernel';

export const malformedJson = defineRefusal({
  code: 'request.malformed_json',
  kind: 'malformed',
  detail: 'The body is not valid JSON.',
  remedy: 'Send one JSON text in UTF-8, without a member named "__proto__".',
  usualFor: 'bodies',
});

export const duplicateMember = defineRefusal({
  code: 'request.duplicate_member',
  kind: 'malformed',
  detail: 'The body names a member twice.',
  remedy: 'Name each member of an object once: readers disagree which of two counts.',
  usualFor: 'bodies',
});

export const tooDeep = defineRefusal({
  code: 'request.too_deep',
  kind: 'malformed',
  detail: 'The body is nested deeper than 32 levels.',
  remedy: 'Nest less deeply.',
  usualFor: 'bodies',
});

export const unknownParameter = defineRefusal({
  code: 'request.unknown_parameter',
  kind: 'malformed',
  detail: 'The request has parameters that this address does not take.',
  meaning: 'The address has parameters that are not known here.',
  remedy: 'Leave out the parameters that `errors` names, or correct their names.',
  usualFor: 'all',
});

export const repeatedParameter = defineRefusal({
  code: 'request.repeated_parameter',
  kind: 'malformed',
  detail: 'A parameter is given more than once. Several values go into one, separated by commas.',
  meaning: 'A parameter is given more than once.',
  remedy: 'Give it once; several values go into one, separated by commas.',
  usualFor: 'all',
});

export const invalidParameter = defineRefusal({
  code: 'request.invalid_parameter',
  kind: 'malformed',
  detail: 'Some parameters are wrong; see errors.',
  meaning: 'A parameter of the address is wrong; see errors.',
  remedy: 'Correct each parameter that `errors` names.',
  usualFor: 'all',
});

/** 400 for requests without a body. */
export const invalidValue = defineRefusal({
  code: 'request.invalid_value',
  kind: 'invalid',
  detail: 'A value is out of range or cannot be stored.',
  remedy: 'Compare the values with the limits in the API document.',
  usualFor: 'all',
});

export const unknownRoute = defineRefusal({
  code: 'request.unknown_route',
  kind: 'not_found',
  detail: 'There is no such address.',
  remedy: 'Compare the path with the API document, letter by letter.',
});

export const duplicateResource = defineRefusal({
  code: 'resource.duplicate',
  kind: 'conflict',
  detail: 'Another resource already has these values.',
  remedy: 'Choose other values.',
});

export const brokenReference = defineRefusal({
  code: 'resource.reference',
  kind: 'conflict',
  detail: 'The request refers to something that does not exist, or removes something that is in use.',
  remedy: 'Check what the ids of the request name, and what refers to the resource.',
});
