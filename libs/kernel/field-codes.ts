interface FieldCodeEntry {
  readonly meaning: string;
  /** What the client should do. */
  readonly remedy: string;
}

/** Faults that any field may have. A rule of one context is a refusal of that context instead. */
export const fieldCodes = {
  'field.character': {
    meaning: 'The text has control characters, line breaks where it is one line, or broken Unicode.',
    remedy: 'Take these characters out.',
  },
  'field.currency': {
    meaning: 'The currency is no ISO 4217 code.',
    remedy: 'Send three capital letters, such as USD.',
  },
  'field.date': {
    meaning: 'The value is no date, or lies outside the years that are taken.',
    remedy: 'Send a date that exists, as YYYY-MM-DD.',
  },
  'field.date_time': {
    meaning: 'The value is no point in time, or lies outside the years that are taken.',
    remedy: 'Send a time with its offset, such as 2026-11-22T10:00:00Z.',
  },
  'field.duplicate_items': {
    meaning: 'The list names something twice.',
    remedy: 'Name each item once.',
  },
  'field.email': {
    meaning: 'The value is no e-mail address.',
    remedy: 'Send one address, such as ada@example.com.',
  },
  'field.invalid': {
    meaning: 'The value breaks a rule of its field; `detail` says which.',
    remedy: 'Correct the value as `detail` says.',
  },
  'field.local_date_time': {
    meaning: 'The value is no local time, or lies outside the years that are taken.',
    remedy: 'Send date and time without an offset, such as 2027-01-31T09:00:00.',
  },
  'field.locale': {
    meaning: 'The value is no BCP 47 language tag, or of a language that is not known.',
    remedy: 'Send a tag such as en or de-DE.',
  },
  'field.null': {
    meaning: 'The field is null and cannot be.',
    remedy: 'Send a value, or leave the field out where it is optional.',
  },
  'field.pattern': {
    meaning: 'The text has another form than the field wants.',
    remedy: 'Send it in the form that `detail` and the description of the field give.',
  },
  'field.required': {
    meaning: 'The field is missing.',
    remedy: 'Send it.',
  },
  'field.timezone': {
    meaning: 'The value is no IANA time zone.',
    remedy: 'Send a name such as Europe/Berlin, not an abbreviation or an offset.',
  },
  'field.too_few_items': {
    meaning: 'The list has fewer items than the field wants.',
    remedy: 'Send as many as `detail` says, or more.',
  },
  'field.too_large': {
    meaning: 'The number is greater than the field allows.',
    remedy: 'Send the greatest that `detail` names, or less.',
  },
  'field.too_long': {
    meaning: 'The text has more characters than the field allows.',
    remedy: 'Shorten it.',
  },
  'field.too_many_items': {
    meaning: 'The list or object has more members than the field allows.',
    remedy: 'Send fewer, or several requests.',
  },
  'field.too_precise': {
    meaning: 'The number has more decimals than the field or the currency has.',
    remedy: 'Round it.',
  },
  'field.too_short': {
    meaning: 'The text has fewer characters than the field wants.',
    remedy: 'Send a longer one.',
  },
  'field.too_small': {
    meaning: 'The number is less than the field allows.',
    remedy: 'Send the least that `detail` names, or more.',
  },
  'field.type': {
    meaning: 'The value is of another JSON type than the field.',
    remedy: 'Send the type that the description of the field names.',
  },
  'field.unknown_value': {
    meaning: 'The value is none of those that the field takes.',
    remedy: 'Send one of those that `detail` names.',
  },
  'field.uuid': {
    meaning: 'The value is no UUID.',
    remedy: 'Send the id as it was answered.',
  },
} as const satisfies Record<`field.${string}`, FieldCodeEntry>;

export type FieldCode = keyof typeof fieldCodes;
