import { defineRefusal, refuse } from './refusal.js';

const taken = defineRefusal({
  code: 'lift.name_taken',
  kind: 'conflict',
  detail: 'Another lift has this name.',
  pointer: '/name',
  members: { existingId: 'an example' },
});

it('becomes an error that points at its field', () => {
  expect(refuse(taken)).toMatchObject({
    code: 'lift.name_taken',
    kind: 'conflict',
    message: 'Another lift has this name.',
    extra: { errors: [{ pointer: '/name', code: 'lift.name_taken', detail: 'Another lift has this name.' }] },
  });
});

it('tells the members of the answer, never those of the example', () => {
  expect(refuse(taken).extra.members).toBeUndefined();
  expect(refuse(taken, { existingId: '1' }).extra.members).toEqual({ existingId: '1' });
});
