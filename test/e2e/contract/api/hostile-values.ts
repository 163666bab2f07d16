// Invalid input, sent by mistake or on purpose. Values are JSON texts, because some of them (numbers beyond the range of doubles, halves of
// surrogate pairs) have no other form.

const long = 'a'.repeat(70_000);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const words = [
  ...[
    '',
    ' ',
    '\t\n',
    'null',
    'undefined',
    'true',
    '-1',
    '0x10',
    '1e309',
    'NaN',
    '%00',
    '%s%n',
    '__proto__',
    'constructor',
  ],
  ...[
    "' or '1'='1",
    '"; drop table users; --',
    "\\'; reset role; --",
    '$1',
    '{{7*7}}',
    '${7*7}',
    '<script>alert(1)</script>',
  ],
  ...['../../etc/passwd', 'C:\\con', 'http://169.254.169.254/', '=1+1', '@SUM(A1)'],
  // odd Unicode: bidi, joiners, combining marks, full width, a title-case trap, private use, beyond the basic plane
  ...[
    '\u202Eabc',
    '👩‍👩‍👧‍👦',
    `Z${'\u0351'.repeat(500)}`,
    'ﬀ',
    'İstanbul',
    'ß',
    '\uE000',
    '𝕳𝖎',
    '\uFEFF',
    '\u2028',
    '\u00A0',
    '\uFFFF',
  ],
  // times that exist in some calendars, or in none
  ...[
    '0000-00-00',
    '0000-01-01',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '275760-09-13',
    '+275760-09-13T00:00:00.000Z',
  ],
  ...[
    '275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
    '9999-12-31T23:59:59-23:59',
    '1900-01-01T00:00:00+23:59',
    '2026-02-30',
  ],
  ...[
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '9999-12-31',
    '9999-12-31T23:59:59',
    'infinity',
    'now',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '{01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111}',
  ],
  ...[
    'Europe/../Berlin',
    'GMT+25',
    'Factory',
    `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
    'a@b',
    '"a b"@example.com',
    long,
  ],
];

const numbers = [
  '0',
  '-0',
  '-1',
  '0.1',
  '1.005',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '1e15',
].concat(['123456789012345678901234567890', '1e308', '1e400', '-1e400', '1e-400', '0.000000000000000000000001']);

const structures = [
  'null',
  'true',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"$gt":""}',
  '{"toString":1}',
  '{"length":1000000000}',
]
  .concat([
    '{"__proto__":{"isAdmin":true}}',
    '{"constructor":{"prototype":{}}}',
    '{"a":1,"a":2}',
    nested(31),
    nested(10_000),
  ])
  .concat([`[${'0,'.repeat(20_000)}0]`, `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join()}}`]);

/** Values for a field, as JSON. */
export const hostileValues: readonly string[] = [
  ...words.map((word) => JSON.stringify(word)),
  ...['"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"x\\ud83d"', '"\\u001b[31m"', '"\\u0007"'],
  ...numbers,
  ...structures,
];

/** Values for a parameter before escaping; some are escapes that decode to no text. */
export const hostileParameters: readonly string[] = [
  ...words.filter((word) => word !== long).map(encodeURIComponent),
  ...numbers,
  ...[
    '%00',
    'a%00b',
    '%ff',
    '%c0%80',
    '%ed%a0%80',
    '%F0%9F%98',
    '%',
    '%zz',
    '+',
    ',',
    ',,',
    'a,b,c,',
    '[]',
    '{}',
    'true',
    'null',
  ],
];

/** Header fields with a meaning for servers, with meaningless values. */
export const hostileHeaders = {
  names: [
    'Accept',
    'Authorization',
    'If-Match',
    'If-None-Match',
    'X-Request-Id',
    'X-Tenant',
    'traceparent',
    'Idempotency-Key',
  ].concat([
    'Accept-Language',
    'Origin',
    'Host',
    'X-Forwarded-For',
    'User-Agent',
    'Content-Encoding',
    'Range',
    'Cookie',
    'X-HTTP-Method-Override',
  ]),
  values: [
    '%00',
    '\xff',
    '"',
    '""',
    '"\\"',
    ',',
    ';;',
    '*/*;q=nan',
    '../',
    '{}',
    'Bearer',
    'Bearer  ',
    'null',
    '-1',
    '9'.repeat(400),
  ].concat(['\xc3\xa9'.repeat(500), 'x'.repeat(4_000), 'gzip', '*', "'; drop table users; --"]),
} as const;

/** Bodies that are no JSON object, or none of the expected form. */
export const hostileBodies: readonly (readonly [name: string, body: string | Buffer])[] = [
  ['blank', ' \n'],
  ['null', 'null'],
  ['number', '1'],
  ['text', '"x"'],
  ['list', '[]'],
  ['list of objects', '[{}]'],
  ['opening brace', '{'],
  ['half a member', '{"a":'],
  ['half a text', '{"a":"'],
  ['trailing comma', '{"a":1,}'],
  ['two values', '{}{}'],
  ['single quotes', "{'a':1}"],
  ['no quotes', '{a:1}'],
  ['comment', '{/* */}'],
  ['NaN', '{"a":NaN}'],
  ['byte order mark', '\uFEFF{}'],
  ['raw null byte', '{"a":"\0"}'],
  ['null bytes', Buffer.alloc(64)],
  ['no UTF-8', Buffer.from('{"a":"\xff\xfe"}', 'latin1')],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['gzip', Buffer.from('1f8b0800000000000003abae050043bfa6a302000000', 'hex')],
  ['depth 10,000 in lists', nested(10_000)],
  ['depth 10,000 in objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['depth 100,000, never closed', '['.repeat(100_000)],
  ['doubled member', '{"id":1,"id":2}'],
  ['doubled member, escaped', '{"id":1,"\\u0069d":2}'],
  ['__proto__', '{"__proto__":{"isAdmin":true}}'],
  ['__proto__, escaped', '{"__pro\\u0074o__":{"isAdmin":true}}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['twenty thousand members', `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ['a name of a megabyte', `{"${'k'.repeat(1_000_000)}":1}`],
];

/** Beyond any limit. */
export const TEN_MEGABYTES = Buffer.concat([
  Buffer.from('{"a":"'),
  Buffer.alloc(10 * 1024 * 1024, 'x'),
  Buffer.from('"}'),
]);
