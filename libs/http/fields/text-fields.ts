import { isEmail } from 'class-validator';
import { badTimeZone, ianaTimeZone, isUuid } from '#libs/kernel';
import type { Enumeration } from './enumeration.js';
import { field, type FieldOptions } from './field.js';
import { SECRET_FORMAT } from './secrets.js';
import { fault, type ValueKind, type ValueReader } from './value-kind.js';

export interface TextRules {
  /** Characters (code points), as PostgreSQL counts them. */
  readonly maxLength: number;
  readonly minLength?: number;
  readonly pattern?: RegExp;
  /** What the pattern requires, such as "must be lower-case letters and digits". */
  readonly patternDetail?: string;
}

interface TextShape extends TextRules {
  /** Normalises the text to the form that is stored. */
  readonly tidy: (text: string) => string;
  readonly forbidden: RegExp;
  /**
   * The same as a pattern for the document, in the syntax that all languages share: at least one visible character and no control
   * characters.
   */
  readonly form: string;
}

/** PostgreSQL stores neither U+0000 nor halves of a surrogate pair, and no field needs other control characters. */
const unstorable = /[\p{Cc}\p{Cs}]/u;
const unstorableInLines = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

const seen = String.raw`[^\x00-\x20\x7F-\xA0]`;
const lineForm = `^[^\\x00-\\x1F\\x7F-\\x9F]*${seen}[^\\x00-\\x1F\\x7F-\\x9F]*$`;
/** One line among others that commas separate. */
const partForm = lineForm.replaceAll('[^', '[^,');
const textForm = `^[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*${seen}[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*$`;
const typedForm = String.raw`^[^\x00-\x1F\x7F-\x9F]*$`;

const line = { tidy: tidyLine, forbidden: unstorable, form: lineForm };

export const kinds = {
  string: (rules: TextRules): ValueKind<string> => text({ ...rules, ...line }),
  text: (rules: TextRules): ValueKind<string> =>
    text({ ...rules, tidy: tidyText, forbidden: unstorableInLines, form: textForm }),
  /** Stored as typed: neither trimmed nor shown in examples of responses. */
  password: (rules: TextRules): ValueKind<string> => {
    const kind = text({ ...rules, tidy: asTyped, forbidden: unstorable, form: typedForm });
    return { ...kind, schema: { ...kind.schema, format: SECRET_FORMAT, writeOnly: true } };
  },
  secret: (rules: TextRules): ValueKind<string> => {
    const kind = text({ ...rules, ...line });
    return { ...kind, schema: { ...kind.schema, format: SECRET_FORMAT } };
  },
  email: (): ValueKind<string> => ({ read: readEmail, schema: { type: 'string', format: 'email', maxLength: 254 } }),
  uuid: (): ValueKind<string> => ({ read: readUuid, schema: { type: 'string', format: 'uuid' } }),
  oneOf: <T extends string>({ name, values }: Enumeration<T>): ValueKind<T> => ({
    read: oneOfReader(values),
    schema: { enum: [...values], enumName: name },
  }),
  timezone: (): ValueKind<string> => ({
    read: readTimezone,
    schema: { type: 'string', maxLength: 64 },
    input: { pattern: '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$' },
  }),
};

/** One line of text. */
export const StringField = (options: FieldOptions & TextRules) => field(kinds.string(options), options);
/** Text of several lines. */
export const TextField = (options: FieldOptions & TextRules) => field(kinds.text(options), options);
export const PasswordField = (options: FieldOptions & TextRules) => field(kinds.password(options), options);
/** A token, a key or the like, in a request or a response. Such a response is not stored for a repetition with an Idempotency-Key. */
export const SecretField = (options: FieldOptions & TextRules) => field(kinds.secret(options), options);
export const EmailField = (options: FieldOptions) => field(kinds.email(), options);
export const UuidField = (options: FieldOptions) => field(kinds.uuid(), options);
export const EnumField = (options: FieldOptions & { readonly of: Enumeration }) =>
  field(kinds.oneOf(options.of), options);
/** An IANA zone, such as Europe/Berlin, in whatever case. */
export const TimezoneField = (options: FieldOptions) => field(kinds.timezone(), options);

function text(shape: TextShape): ValueKind<string> {
  const { minLength = 1, maxLength, pattern } = shape;
  return {
    read: textReader(shape, minLength),
    schema: { type: 'string', minLength, maxLength, ...(pattern && { pattern: pattern.source }) },
    ...(!pattern && minLength > 0 && { input: { pattern: shape.form }, inList: { pattern: partForm } }),
  };
}

function textReader(shape: TextShape, minLength: number): ValueReader<string> {
  const { maxLength, pattern, patternDetail = 'does not have the expected form' } = shape;
  return (value, pointer, faults) => {
    const line = cleanText(value, shape, pointer, faults);
    if (line === undefined) return undefined;
    if (line.length < minLength || (minLength > 1 && codePoints(line) < minLength)) {
      return fault(
        faults,
        pointer,
        'field.too_short',
        minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`,
      );
    }
    if (line.length > maxLength && codePoints(line) > maxLength) {
      return fault(faults, pointer, 'field.too_long', `must have at most ${maxLength} characters`);
    }
    if (pattern && !pattern.test(line)) return fault(faults, pointer, 'field.pattern', patternDetail);
    return line;
  };
}

function cleanText(
  value: unknown,
  shape: TextShape,
  pointer: string,
  faults: Parameters<ValueReader>[2],
): string | undefined {
  if (typeof value !== 'string') return fault(faults, pointer, 'field.type', 'must be a string');
  const line = shape.tidy(value);
  if (shape.forbidden.test(line)) {
    return fault(faults, pointer, 'field.character', 'must not contain control characters or broken Unicode');
  }
  return line;
}

/** ASCII text needs no normalisation, and has no invisible characters. */
const needsCare = /\P{ASCII}/u;
/**
 * Zero-width space, word joiner, byte order mark, soft hyphen: they come along when text is copied, and would make names differ that look
 * the same.
 */
const invisible = /[\u200b\u2060\ufeff\u00ad]/g;

function tidyText(text: string): string {
  return (needsCare.test(text) ? text.normalize('NFC') : text).trim();
}

function tidyLine(text: string): string {
  return (needsCare.test(text) ? text.replace(invisible, '').normalize('NFC') : text).trim();
}

function asTyped(text: string): string {
  return text;
}

function codePoints(line: string): number {
  return [...line].length;
}

/** Like `format: email`, but without quoted local parts, which real mailboxes do not have and mail programs read differently. */
const plainAddress = /^[\x21\x23-\x7e]+$/;

const readEmail: ValueReader<string> = (value, pointer, faults) => {
  const address = typeof value === 'string' ? value.trim() : undefined;
  if (address !== undefined && plainAddress.test(address) && isEmail(address)) return address;
  return fault(faults, pointer, 'field.email', 'must be an e-mail address');
};

const readUuid: ValueReader<string> = (value, pointer, faults) =>
  isUuid(value) ? value.toLowerCase() : fault(faults, pointer, 'field.uuid', 'must be a UUID');

function oneOfReader<T extends string>(values: readonly T[]): ValueReader<T> {
  const allowed = new Set<unknown>(values);
  const detail = `must be one of ${values.join(', ')}`;
  return (value, pointer, faults) =>
    allowed.has(value) ? (value as T) : fault(faults, pointer, 'field.unknown_value', detail);
}

/** Normalised to the spelling of IANA. */
const readTimezone: ValueReader<string> = (value, pointer, faults) => {
  const zone = typeof value === 'string' ? ianaTimeZone(value.trim()) : undefined;
  return zone ?? fault(faults, pointer, badTimeZone.code, badTimeZone.detail);
};
