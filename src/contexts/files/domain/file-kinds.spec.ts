import { kindOf, mayBeDeclaredAs, mayContain } from './file-kinds.js';

const kind = (name: string) => kindOf(name)!;

it('a file is of the kind that the last ending of its name says, in whatever case', () => {
  expect([kind('photo.JPG').contentType, kind('a.pdf.txt').contentType]).toEqual(['image/jpeg', 'text/plain']);
  for (const name of ['a.exe', 'a', '.', 'a.', 'a.toString', 'a.__proto__', 'a.pdf '])
    expect(kindOf(name)).toBeUndefined();
});

it('what a browser would run as a page is handed out as bytes', () => {
  for (const name of ['a.svg', 'a.html', 'a.htm', 'a.xml'])
    expect([kind(name).contentType, kind(name).isImage]).toEqual(['application/octet-stream', false]);
});

it.each([
  ['a.png', 'image/png', true],
  ['a.png', 'application/zip', false],
  ['a.png', undefined, false],
  ['a.docx', 'application/zip', true],
  ['a.zip', 'application/zip', true],
  ['a.pdf', 'image/png', false],
  ['a.txt', undefined, true],
  ['a.txt', 'application/x-elf', false],
  ['a.svg', 'application/xml', true],
])('%s may contain %s: %s', (name, detected, may) => {
  expect(mayContain(kind(name), { detected, isText: false })).toBe(may);
});

it('a text may begin like something else, and an image may not be a text', () => {
  expect(mayContain(kind('a.txt'), { detected: 'image/bmp', isText: true })).toBe(true);
  expect(mayContain(kind('a.png'), { detected: undefined, isText: true })).toBe(false);
});

it.each([
  ['a.csv', 'application/vnd.ms-excel', true],
  ['a.csv', 'application/octet-stream', true],
  ['a.csv', 'image/png', false],
  ['a.jpg', 'image/jpg', true],
  ['a.svg', 'image/svg+xml', true],
  ['a.html', 'text/html', true],
  ['a.png', 'text/html', false],
  ['a.dwg', 'application/acad', true],
])('%s may be declared as %s: %s', (name, declared, may) => {
  expect(mayBeDeclaredAs(kind(name), declared)).toBe(may);
});
