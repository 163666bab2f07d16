import type { DomainError, FieldError } from '#libs/kernel';
import { ListLiftsQuery } from '../../../test/support/http-fixture.dto.js';
import { readQuery } from './query-reader.js';

type Query = Record<string, string | string[]>;

describe('a list of values in a query', () => {
  it.each<[string | string[], string[]]>([
    [
      ['running', 'stopped'],
      ['running', 'stopped'],
    ],
    ['running,stopped', ['running', 'stopped']],
    [['stopped,running'], ['stopped', 'running']],
    ['running,running', ['running']],
    [['stopped', 'stopped'], ['stopped']],
  ])('is read from %j, doubles once', (state, expected) => {
    expect(readQuery(ListLiftsQuery, { state }).state).toEqual(expected);
  });

  it.each<[Query, string, string]>([
    [{ state: ['running', 'flying'] }, '/state/1', 'field.unknown_value'],
    [{ state: ['running,stopped', 'running'] }, '/state', 'field.too_many_items'],
    [{ state: ['', 'running'] }, '/state/0', 'field.unknown_value'],
  ])('%j is refused, with the place of what is wrong', (query, pointer, code) => {
    expect(faultsOf(query)).toMatchObject([{ pointer, code }]);
  });
});

it('what is one value is given once', () => {
  const once = 'request.repeated_parameter';
  expect(faultsOf({ limit: ['1', '1'] })).toMatchObject([{ pointer: '/limit', code: once }]);
  expect(faultsOf({ glass: ['true', 'true'] })).toMatchObject([{ pointer: '/glass', code: once }]);
});

function faultsOf(query: Query): readonly FieldError[] {
  try {
    readQuery(ListLiftsQuery, query);
  } catch (error) {
    return (error as DomainError).extra.errors ?? [];
  }
  throw new Error('Nothing was refused.');
}
