import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const keyTaken = defineRefusal({
  code: 'custom_field.key_taken',
  kind: 'conflict',
  detail: 'Another field has this key.',
  meaning: 'Another field has this key, in whatever case, archived ones included; `existingId` names it.',
  remedy: 'Use another key, or the field that there is: restore it where it is archived.',
  pointer: '/key',
  members: { existingId: EXAMPLE_ID },
});

export const optionsNeeded = defineRefusal({
  code: 'custom_field.options_needed',
  kind: 'invalid',
  detail: 'A choice needs options, and no other type has any.',
  remedy: 'Send options with the type choice alone.',
  pointer: '/options',
});

export const unitNotNeeded = defineRefusal({
  code: 'custom_field.unit_not_needed',
  kind: 'invalid',
  detail: 'Only a number has a unit.',
  remedy: 'Leave the unit out.',
  pointer: '/unit',
});

export const optionInUse = defineRefusal({
  code: 'custom_field.option_in_use',
  kind: 'conflict',
  detail: 'Machines or work orders have an option that would be gone.',
  meaning: 'Machines or work orders have an option that would be gone; `count` says how many.',
  remedy: 'Give them another value first, or keep the option.',
  members: { count: 4 },
});

export const customFieldInUse = defineRefusal({
  code: 'custom_field.in_use',
  kind: 'conflict',
  detail: 'Machines or work orders have a value in this field, so it cannot be deleted. Archive it instead.',
  meaning: 'Machines or work orders have a value in this field; `references` counts them.',
  remedy: 'Archive the field: its values stay, and nobody has to fill it in.',
  members: { references: { equipment: 12 } },
});

export const valueRequired = defineRefusal({
  code: 'custom_field.required',
  kind: 'invalid',
  detail: 'The account requires a value in this field.',
  remedy: 'Send a value of the type that GET /v1/custom-fields names.',
  pointer: '/customFields',
});

export const wrongValue = defineRefusal({
  code: 'custom_field.wrong_value',
  kind: 'invalid',
  detail: 'The value is none of its field.',
  remedy: 'Send a value of the type that GET /v1/custom-fields names, or one of its options.',
  pointer: '/customFields',
});

export const fieldArchived = defineRefusal({
  code: 'custom_field.archived',
  kind: 'invalid',
  detail: 'The field is archived: it keeps its values and takes no new ones.',
  remedy: 'Leave the value as it was, take it out, or restore the field.',
  pointer: '/customFields',
});

export const invalidFilter = defineRefusal({
  code: 'custom_field.invalid_filter',
  kind: 'malformed',
  detail: 'Nothing can be filtered by that value.',
  remedy: 'Send key:value, each key once, with a value of the type that GET /v1/custom-fields names for the key.',
});

/** What values that are written may be refused with. */
export const customValueRefusals = [valueRequired, wrongValue, fieldArchived];
