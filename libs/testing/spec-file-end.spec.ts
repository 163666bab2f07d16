import { jest } from '@jest/globals';
import pg from 'pg';
import { closesAtEnd } from './spec-file-end.js';
import { createTestApp } from './test-app.js';

const open = () => [...(globalThis.stillOpen ?? [])];

it('remembers what is not closed, and closes it once', async () => {
  const work = jest.fn(() => Promise.resolve());
  const close = closesAtEnd(work);
  expect(open()).toContain(close);
  await Promise.all([close(), close()]);
  expect(work).toHaveBeenCalledTimes(1);
  expect(open()).not.toContain(close);
});

it('drops the database of an application that could not start', async () => {
  const query = jest.spyOn(pg.Client.prototype, 'query');
  const known = open();
  await expect(createTestApp({ environment: { ROLE: 'nobody' } })).rejects.toThrow('ROLE');
  const left = open().filter((close) => !known.includes(close));
  // the database and the application that uses it
  expect(left).toHaveLength(2);
  for (const close of left.reverse()) await close();
  const texts = query.mock.calls.map(([text]) => String(text));
  const [, name] = texts.flatMap((text) => /^create database (spec_\w+)/.exec(text) ?? []);
  expect(name).toMatch(/^spec_/);
  expect(texts).toContain(`drop database ${name} with (force)`);
  query.mockRestore();
});
