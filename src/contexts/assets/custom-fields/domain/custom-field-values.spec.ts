import fc from 'fast-check';
import type { DomainError } from '#libs/kernel';
import { customFieldTypes } from './custom-field-type.js';
import { assertValidValues, filterValues, type KnownField } from './custom-field-values.js';

const field = (given: Partial<KnownField>): KnownField => ({
  ...{ key: 'stops', label: 'Stops', type: 'number', options: [], required: false, isArchived: false },
  ...given,
});

function faults(fields: readonly KnownField[], values: object, before: object = {}): string[] {
  try {
    assertValidValues(fields, values as Record<string, unknown>, before as Record<string, unknown>);
    return [];
  } catch (error) {
    return (error as DomainError).extra.errors!.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe('values of fields that an account defines', () => {
  const samples = { text: 'a', number: 1.5, boolean: true, date: '2028-02-29', choice: 'left' };

  it.each(customFieldTypes)('of type %s are of that type and no other', (type) => {
    const fields = [field({ key: 'it', type, options: ['left'] })];
    const fitting = Object.values(samples).filter((value) => faults(fields, { it: value }).length === 0);
    const texts = [samples.text, samples.date, samples.choice];
    expect(fitting).toEqual(type === 'text' ? texts : [samples[type]]);
  });

  it.each(['2027-02-29', '2027-2-1', 'today', '2027-01-01T00:00:00Z', '', '0000-00-00'])('is no date: %s', (it) => {
    expect(faults([field({ key: 'it', type: 'date' })], { it })).toEqual(['/customFields/it custom_field.wrong_value']);
  });

  it('are all named that are wrong or missing, and what no field defines is let be', () => {
    const fields = [
      field({}),
      field({ key: 'maker', type: 'text', required: true }),
      field({ key: 'door', type: 'date' }),
    ];
    expect(faults(fields, { stops: '6', door: 'x', own: 7 })).toEqual([
      '/customFields/stops custom_field.wrong_value',
      '/customFields/maker custom_field.required',
      '/customFields/door custom_field.wrong_value',
    ]);
    expect(faults(fields, { maker: 'Otis', own: 'x' })).toEqual([]);
  });

  it('stay as they were when the field has changed since, and are then not taken anew', () => {
    const archived = [field({ isArchived: true, required: true })];
    expect(faults(archived, { stops: 6 }, { stops: 6 })).toEqual([]);
    expect(faults(archived, { stops: 7 }, { stops: 6 })).toEqual(['/customFields/stops custom_field.archived']);
    expect(faults(archived, {}, { stops: 6 })).toEqual([]);
    const narrowed = [field({ type: 'choice', options: ['left'] })];
    expect(faults(narrowed, { stops: 'right' }, { stops: 'right' })).toEqual([]);
    expect(faults(narrowed, { stops: 'right' })).toEqual(['/customFields/stops custom_field.wrong_value']);
  });

  it('are looked up among the machine’s own only, whatever a field is called', () => {
    const fields = [
      field({ key: 'constructor', type: 'text' }),
      field({ key: 'valueOf', type: 'number', required: true }),
    ];
    expect(faults(fields, {})).toEqual(['/customFields/valueOf custom_field.required']);
  });

  it('filter by the value that they would be', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.boolean(), fc.string()), (value) => {
        const type = ({ number: 'number', boolean: 'boolean', string: 'text' } as const)[typeof value as 'number'];
        expect(filterValues([field({ key: 'it', type })], [`it:${String(value)}`])).toEqual({ it: value });
      }),
    );
  });

  it('filter as text where no field defines their name', () => {
    expect(filterValues([field({})], ['colour:7', 'constructor:1', 'at:a:b'])).toEqual({
      colour: '7',
      constructor: '1',
      at: 'a:b',
    });
  });

  it.each([
    ['no value', ['stops']],
    ['another type', ['stops:six']],
    ['a number as JavaScript alone reads it', ['stops:0x6']],
    ['nothing', ['stops:']],
    ['one field twice', ['stops:6', 'stops:7']],
  ])('do not filter by %s', (_what, conditions) => {
    expect(() => filterValues([field({})], conditions)).toThrow();
  });
});
