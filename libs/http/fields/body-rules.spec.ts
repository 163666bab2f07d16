import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { defineRefusal } from '#libs/kernel';
import { readBody } from '../request/validation.pipe.js';
import { AtLeastOne, AtMostOne, bodyRulesOf, IntegerField, OptionalBody, Together } from './index.js';

const two = defineRefusal({ code: 'pair.two', kind: 'invalid', detail: 'One is enough.', remedy: 'Send one.' });
const half = defineRefusal({ code: 'pair.half', kind: 'invalid', detail: 'Both are needed.', remedy: 'Send both.' });

class PairDto {
  @IntegerField({ description: 'One', optional: true, nullable: true })
  a?: number | null;

  @IntegerField({ description: 'Another', optional: true, nullable: true })
  b?: number | null;
}

@AtLeastOne('a', 'b')
class SomeDto extends PairDto {}

@AtMostOne(['a', 'b'], two)
class SingleDto extends PairDto {}

@Together(['a', 'b'], half)
class WholeDto extends PairDto {}

@AtLeastOne('a', 'b')
@AtMostOne(['a', 'b'], two)
class OneDto extends PairDto {}

@OptionalBody()
class FreeDto extends PairDto {}

function refusalOf(type: typeof PairDto, body: object): { code?: string; extra?: { errors?: unknown } } {
  try {
    readBody(type, body);
    return {};
  } catch (error) {
    return error as { code: string };
  }
}

it.each([SomeDto, SingleDto, WholeDto, OneDto])('%p tells the document what it refuses', (type) => {
  const anyOf = bodyRulesOf(type).map(({ broken }) => broken);
  const fits = new Ajv2020({ strict: false }).compile({ not: { anyOf } });
  const member = fc.constantFrom(undefined, null, 1);
  const outcomes = new Set<boolean>();
  fc.assert(
    fc.property(member, member, (a, b) => {
      const body = { ...(a !== undefined && { a }), ...(b !== undefined && { b }) };
      const isRead = refusalOf(type, body).code === undefined;
      outcomes.add(isRead);
      expect(fits(body)).toBe(isRead);
    }),
  );
  expect(outcomes.size).toBe(2);
});

it('a single fault with a name of its own is known by it, others by the fields', () => {
  const atB = { pointer: '/b', code: two.code, detail: two.detail };
  expect(refusalOf(SingleDto, { a: 1, b: 1 })).toMatchObject({ code: two.code, extra: { errors: [atB] } });
  expect(refusalOf(SomeDto, { a: null })).toMatchObject({
    code: 'request.invalid',
    extra: { errors: [{ pointer: '/a', code: 'field.required' }, { pointer: '/b' }] },
  });
});

it('a rule says nothing of values that are wrong by themselves', () => {
  expect(refusalOf(WholeDto, { a: 'x' })).toMatchObject({ extra: { errors: [{ pointer: '/a', code: 'field.type' }] } });
});

it('a body may be absent where its class says so, and nowhere else', () => {
  expect(readBody(FreeDto, undefined)).toEqual({});
  expect(() => readBody(PairDto, undefined)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
});
