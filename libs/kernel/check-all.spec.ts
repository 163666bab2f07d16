import type { DomainError } from './domain-error.js';
import { checkAll } from './check-all.js';
import { atField, defineRefusal, refuse } from './refusal.js';

const fails = (error: Error) => () => {
  throw error;
};
const unknown = defineRefusal({
  code: 'thing.unknown',
  kind: 'invalid',
  detail: 'There is no such thing.',
  remedy: 'Name another one.',
});
const closed = defineRefusal({ code: 'thing.closed', kind: 'conflict', detail: 'It is closed.', remedy: 'Open it.' });
const wrong = (field: string) => fails(refuse(atField(unknown, `/${field}`)));

/** The error in the form that the client receives. */
function refusal(...checks: (() => unknown)[]): unknown {
  try {
    return { answers: checkAll(...checks) };
  } catch (error) {
    const { code, kind, extra } = error as DomainError;
    return { code, kind, pointers: extra.errors?.map(({ pointer }) => pointer) };
  }
}

describe('checkAll', () => {
  it('answers what the checks answer, in their order', () => {
    expect(
      checkAll(
        () => 1,
        () => 'two',
      ),
    ).toEqual([1, 'two']);
  });

  it('leaves a single fault its code', () => {
    expect(refusal(() => 1, wrong('team'))).toEqual({ code: 'thing.unknown', kind: 'invalid', pointers: ['/team'] });
  });

  it('names all faults in one refusal', () => {
    const all = { code: 'request.invalid', kind: 'invalid', pointers: ['/team', '/user', '/place'] };
    expect(refusal(wrong('team'), () => checkAll(wrong('user'), wrong('place')))).toEqual(all);
  });

  it.each([refuse(closed), new TypeError('oops')])('does not hide %s among them', (error) => {
    expect(() => checkAll(wrong('team'), fails(error))).toThrow(error);
  });
});
