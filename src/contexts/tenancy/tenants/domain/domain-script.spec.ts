import { isOneScript } from './domain-script.js';

it.each([
  'acme',
  'müller-1',
  'пример',
  'ελλάδα',
  '通用电气公司',
  'みんなの会社',
  'ソニーsony',
  '삼성sds',
  'भारत',
  'ශ්‍රී',
  'col·lecció',
  '123',
])('%s is of letters that are written together', (part) => expect(isOneScript(part)).toBe(true));

it.each([
  ['аcme', 'Cyrillic and Latin'],
  ['acmε', 'Latin and Greek'],
  ['ελлада', 'Greek and Cyrillic'],
  ['かな한글', 'Japanese and Korean'],
  ['acme❤', 'a symbol'],
  ['acme≠', 'a sign'],
  ['ᏚᎢᎵ', 'a script that few write'],
])('%s has %s', (part) => expect(isOneScript(part)).toBe(false));
