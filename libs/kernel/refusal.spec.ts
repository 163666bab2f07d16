import { atField, definedRefusals, defineRefusal, refuse } from './refusal.js';

const taken = defineRefusal({
  code: 'lift.name_taken',
  kind: 'conflict',
  detail: 'Another lift has this name.',
  remedy: 'Choose another name.',
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
  expect(refuse(taken, { members: { existingId: '1' } }).extra.members).toEqual({ existingId: '1' });
});

it('says of one answer what only that one has to say, at the field at fault too', () => {
  expect(refuse(atField(taken, '/title'), { detail: 'L-1 is taken.' })).toMatchObject({
    message: 'L-1 is taken.',
    extra: { errors: [{ pointer: '/title', code: 'lift.name_taken', detail: 'L-1 is taken.' }] },
  });
});

it('says when to try again', () => {
  const busy = defineRefusal({
    code: 'lift.busy',
    kind: 'unavailable',
    detail: 'It moves.',
    remedy: 'Wait.',
    retryAfterSeconds: 2,
  });
  expect(refuse(busy).extra).toEqual({ retryAfterSeconds: 2 });
  expect(refuse(busy, { retryAfterSeconds: 9 }).extra).toEqual({ retryAfterSeconds: 9 });
});

it('has a code of its own, in the form that all codes have', () => {
  const definition = { kind: 'conflict', detail: 'It is so.', remedy: 'Nothing.' } as const;
  expect(() => defineRefusal({ ...definition, code: 'lift.name_taken' })).toThrow(/lift.name_taken is defined twice/);
  expect(() => defineRefusal({ ...definition, code: 'taken' })).toThrow(/is no code/);
  expect(definedRefusals().filter(({ code }) => code === 'lift.name_taken')).toEqual([taken]);
});

// None of these lines compiles, as each `@ts-expect-error` asserts: it would itself be an error otherwise.
it('is never made of a code that is not defined', () => {
  const unheardOf = { code: 'lift.unheard_of', kind: 'conflict', detail: 'It is so.', remedy: 'Nothing.' } as const;
  // @ts-expect-error a refusal needs a definition, or the documentation of codes would lack it
  expect(refuse(unheardOf)).toBeInstanceOf(Error);
  // @ts-expect-error the code of a definition cannot be replaced
  expect(refuse({ ...taken, code: 'lift.unheard_of' })).toBeInstanceOf(Error);
  // @ts-expect-error the code of a field must be defined as well
  expect(refuse(taken, { errors: [{ pointer: '', code: 'field.unheard_of', detail: '' }] })).toBeInstanceOf(Error);
});
