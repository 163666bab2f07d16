/** In everyday use by people (UAX 31, table 5). */
const scripts = [
  ...[
    'Arabic',
    'Armenian',
    'Bengali',
    'Bopomofo',
    'Cyrillic',
    'Devanagari',
    'Ethiopic',
    'Georgian',
    'Greek',
    'Gujarati',
  ],
  ...['Gurmukhi', 'Han', 'Hangul', 'Hebrew', 'Hiragana', 'Kannada', 'Katakana', 'Khmer', 'Lao', 'Latin', 'Malayalam'],
  ...['Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan'],
];

/** Written together in Japanese, Korean and Chinese (UTS 39, "highly restrictive"). */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Hangul'],
  ['Latin', 'Han', 'Bopomofo'],
];

const forms = [...scripts.map((script) => [script]), ...together].map((set) => {
  const letters = set.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  return new RegExp(
    `^(?:(?=[\\p{L}\\p{M}])[${letters}\\p{Script=Inherited}]|[\\p{Nd}\\-\\u00b7\\u200c\\u200d])*$`,
    'u',
  );
});

/** Whether a part of a name is of letters that people write together: others may look like the name of somebody else. */
export function isOneScript(part: string): boolean {
  return forms.some((form) => form.test(part));
}
