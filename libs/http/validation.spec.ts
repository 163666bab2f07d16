import { PartialType } from '@nestjs/swagger';
import { Matches, validateSync } from 'class-validator';
import fc from 'fast-check';
import type { FieldError } from '#libs/kernel';
import { Money } from '#libs/kernel';
import { ContactDto, CreateLiftDto, KNOWN_ID, ListLiftsQuery, UpdateLiftDto } from '../../test/support/http-fixture.js';
import {
  ArrayField,
  DateTimeField,
  items,
  listRequest,
  PageQuery,
  PasswordField,
  readBody,
  StringField,
  TimezoneField,
  type DtoClass,
} from './index.js';
import { readQuery } from './request/query-reader.js';

interface Refusal {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly extra: { readonly errors: readonly FieldError[] };
}

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('Nothing was refused.');
}

const faultsOf = (type: DtoClass, body: unknown): Record<string, string> =>
  Object.fromEntries(refusalOf(() => readBody(type, body)).extra.errors.map(({ pointer, code }) => [pointer, code]));

describe('bodies', () => {
  it('become instances of their class with normalised values', () => {
    const body = readBody(CreateLiftDto, {
      name: '  Lift 3 ',
      notes: 'two\nlines',
      floors: 7,
      latitude: 52.52,
      glass: false,
      installedOn: '2028-02-29',
      dueAt: '2026-11-22T11:00:00.5+01:00',
      firstVisitAt: '2027-01-31T09:00',
      price: { amount: '12.5', currency: 'EUR' },
      facilityId: KNOWN_ID.toUpperCase(),
      contact: { name: 'Ada' },
      watcherIds: [KNOWN_ID],
      contacts: [{ name: 'B' }],
    });
    expect(body).toBeInstanceOf(CreateLiftDto);
    expect(body).toMatchObject({
      name: 'Lift 3',
      state: 'running',
      dueAt: '2026-11-22T10:00:00.500Z',
      firstVisitAt: '2027-01-31T09:00:00',
      facilityId: KNOWN_ID,
      contact: { name: 'Ada' },
    });
    expect(body.price).toBeInstanceOf(Money);
    expect(body.price?.amount).toBe('12.50');
  });

  it('name every fault by pointer in one refusal', () => {
    const body = {
      notes: 7,
      state: 'flying',
      floors: 0.5,
      latitude: 1.123456789,
      installedOn: '2027-02-29',
      dueAt: '2026-11-22',
      price: { amount: '1.234', currency: 'eur' },
      facilityId: 'x',
      contact: { name: '' },
      watcherIds: [KNOWN_ID, KNOWN_ID],
      contacts: [{ name: 'ok' }, {}],
    };
    expect(refusalOf(() => readBody(CreateLiftDto, body))).toMatchObject({ kind: 'invalid', code: 'request.invalid' });
    expect(faultsOf(CreateLiftDto, body)).toEqual({
      '/name': 'field.required',
      '/notes': 'field.type',
      '/state': 'field.unknown_value',
      '/floors': 'field.type',
      '/latitude': 'field.too_precise',
      '/installedOn': 'field.date',
      '/dueAt': 'field.date_time',
      '/price/amount': 'field.pattern',
      '/price/currency': 'field.pattern',
      '/facilityId': 'field.uuid',
      '/contact/name': 'field.too_short',
      '/watcherIds': 'field.duplicate_items',
      '/contacts/1/name': 'field.required',
    });
  });

  it('are malformed when they name unknown fields, at any depth', () => {
    const body = { name: 'a', id: KNOWN_ID, contact: { name: 'b', 'a/b~c': 1 }, floors: -1 };
    expect(refusalOf(() => readBody(CreateLiftDto, body))).toMatchObject({
      kind: 'malformed',
      code: 'request.unknown_field',
    });
    expect(faultsOf(CreateLiftDto, body)).toEqual({
      '/id': 'request.unknown_field',
      '/contact/a~1b~0c': 'request.unknown_field',
      '/floors': 'field.too_small',
    });
  });

  it('are not read beyond the hundredth fault', () => {
    class FleetDto {
      @ArrayField({ description: 'Lifts', of: items.object(ContactDto), maxItems: 100_000 })
      lifts: ContactDto[];
    }
    let read = 0;
    const lifts = Array.from({ length: 20_000 }, () => Object.defineProperty({}, 'name', { get: () => ++read }));
    expect(refusalOf(() => readBody(FleetDto, { lifts })).extra.errors).toHaveLength(100);
    expect(read).toBeLessThan(1_000);
  });

  it('name at most a hundred faults', () => {
    const hostile = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field${n}`, n]));
    const refusal = refusalOf(() => readBody(CreateLiftDto, hostile));
    expect(refusal.extra.errors).toHaveLength(100);
    expect(refusal.message).toMatch(/Only the first 100 are named/);
  });

  it('patch: absent keeps, null clears, and only where there is something to clear', () => {
    expect({ ...readBody(UpdateLiftDto, {}) }).toEqual({});
    expect({ ...readBody(UpdateLiftDto, { notes: null }) }).toEqual({ notes: null });
    expect(faultsOf(UpdateLiftDto, { name: null })).toEqual({ '/name': 'field.null' });
  });

  it.each(['a\u0000b', 'a\nb', 'half \ud83d', 'x'.repeat(21), '   '])('refuse %j as a line of text', (name) => {
    expect(Object.keys(faultsOf(CreateLiftDto, { name }))).toEqual(['/name']);
  });

  it('count characters as the database does', () => {
    expect(readBody(CreateLiftDto, { name: '🛗'.repeat(20) }).name).toHaveLength(40);
  });

  it.each(['1899-12-31', '0000-01-01', '2026-13-01', '2026-00-10', '2026-04-31', '+275760-09-13', '26-01-01'])(
    'refuse %s as a date',
    (installedOn) => {
      expect(faultsOf(CreateLiftDto, { name: 'a', installedOn })).toEqual({ '/installedOn': 'field.date' });
    },
  );

  it.each([
    '2026-11-22T10:00:00',
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:60:00Z',
    '2026-11-22T10:00:00+24:00',
    '1900-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-11-22 10:00:00Z',
  ])('refuse %s as a time', (dueAt) => {
    expect(faultsOf(CreateLiftDto, { name: 'a', dueAt })).toEqual({ '/dueAt': 'field.date_time' });
  });

  it.each([
    ['dueAt', '1899-12-31T10:00:00Z'],
    ['dueAt', '0050-06-01T10:00:00Z'],
    ['dueAt', '9999-12-31T23:59:59-01:00'],
    ['installedOn', '1850-05-01'],
  ])('say of %s %s that it is not within the years that are known', (field, value) => {
    const { errors } = refusalOf(() => readBody(CreateLiftDto, { name: 'a', [field]: value })).extra;
    expect(errors[0]!.detail).toBe('must lie in the years 1900 to 9999');
  });

  it('read every time as JavaScript does', () => {
    const range = { min: new Date('1900-01-02'), max: new Date('9999-12-30'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), fc.integer({ min: -839, max: 839 }), (moment, offset) => {
        const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const pad = (n: number) => String(Math.trunc(Math.abs(n))).padStart(2, '0');
        const dueAt = `${local}${offset < 0 ? '-' : '+'}${pad(offset / 60)}:${pad(offset % 60)}`;
        expect(readBody(CreateLiftDto, { name: 'a', dueAt }).dueAt).toBe(moment.toISOString());
      }),
    );
  });

  it('never fail in another way than by a refusal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        try {
          readBody(CreateLiftDto, { name: 'a', contact: value, price: value, contacts: [value], dueAt: value });
        } catch (error) {
          expect((error as Refusal).code).toMatch(/^request\./);
        }
      }),
    );
  });

  it('can be derived with PartialType, which leaves defaults out', () => {
    class PartialLift extends PartialType(CreateLiftDto) {}
    expect({ ...readBody(PartialLift, { floors: 3 }) }).toEqual({ floors: 3 });
    expect(faultsOf(PartialLift, { name: null, floors: 'x' })).toEqual({
      '/name': 'field.null',
      '/floors': 'field.type',
    });
  });

  it('obey decorators of class-validator as well', () => {
    class Coded {
      @Matches(/^A/, { message: 'must begin with A' })
      @StringField({ description: 'Code', maxLength: 5 })
      code: string;
    }
    expect(faultsOf(Coded, { code: 'B' })).toEqual({ '/code': 'field.invalid' });
    expect(readBody(Coded, { code: 'A1' }).code).toBe('A1');
    expect(validateSync(Object.assign(new Coded(), { code: 'A'.repeat(6) }))[0]?.constraints).toEqual({
      field: 'code must have at most 5 characters',
    });
  });

  it('take passwords as typed and only real time zones', () => {
    class Credentials {
      @PasswordField({ description: 'Password', minLength: 10, maxLength: 128 })
      password: string;

      @TimezoneField({ description: 'Zone', optional: true })
      timezone?: string;
    }
    expect(readBody(Credentials, { password: ' with blanks ' }).password).toBe(' with blanks ');
    expect(readBody(Credentials, { password: ' with blanks ', timezone: 'Europe/Berlin' }).timezone).toBe(
      'Europe/Berlin',
    );
    expect(faultsOf(Credentials, { password: 'short', timezone: 'Mars/Olympus' })).toEqual({
      '/password': 'field.too_short',
      '/timezone': 'field.timezone',
    });
  });
});

describe('query parameters', () => {
  it('are read from text, lists from commas', () => {
    const query = readQuery(ListLiftsQuery, {
      limit: '500',
      sort: '-name',
      state: 'running,stopped',
      expand: 'contact',
      glass: 'true',
      q: ' lift ',
      dueBefore: '2026-11-22T11:00:00 01:00',
      include: 'total',
    });
    expect(listRequest(query)).toEqual({
      limit: 100,
      sort: '-name',
      includeTotal: true,
      cursor: undefined,
      filters: { state: ['running', 'stopped'], glass: true, q: 'lift', dueBefore: '2026-11-22T10:00:00.000Z' },
    });
    expect(readQuery(PageQuery, {}).limit).toBe(25);
  });

  it.each([
    [{ limit: '2147483648' }, 'request.invalid_parameter', '/limit', 'field.too_large'],
    [{ limit: '0' }, 'request.invalid_parameter', '/limit', 'field.too_small'],
    [{ limit: '-5' }, 'request.invalid_parameter', '/limit', 'field.too_small'],
    [{ limit: '1e2' }, 'request.invalid_parameter', '/limit', 'field.type'],
    [{ limit: ['1', '2'] }, 'request.repeated_parameter', '/limit', 'request.repeated_parameter'],
    [{ sort: 'price' }, 'request.invalid_parameter', '/sort', 'field.unknown_value'],
    [{ state: 'running,flying' }, 'request.invalid_parameter', '/state/1', 'field.unknown_value'],
    [{ cursor: 'a b' }, 'request.invalid_parameter', '/cursor', 'field.pattern'],
    [{ colour: 'red' }, 'request.unknown_parameter', '/colour', 'request.unknown_parameter'],
    [{ glass: '1' }, 'request.invalid_parameter', '/glass', 'field.type'],
  ])('refuses %j', (query, code, pointer, fault) => {
    const refusal = refusalOf(() => readQuery(ListLiftsQuery, query as Record<string, string>));
    expect(refusal).toMatchObject({ kind: 'malformed', code });
    expect(refusal.extra.errors).toMatchObject([{ pointer, code: fault }]);
  });

  it('leaves no trace of a parameter that was not given', () => {
    class Range {
      @DateTimeField({ description: 'From', optional: true })
      from?: string;
    }
    expect(Object.keys(readQuery(Range, {}))).toEqual([]);
  });
});
