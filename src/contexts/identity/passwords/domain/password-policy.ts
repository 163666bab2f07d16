import { invalidField, type DomainError } from '#libs/kernel';
import { commonWords } from './common-passwords.js';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

/** Words that an attacker would try first: the address, the name, the company. */
export type OwnWords = readonly (string | null | undefined)[];

/** The form that is checked, hashed and compared, since keyboards produce the same letter in several ways. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Requires length and that the password is not known; rules on character classes only make people write passwords down.
 * @throws 422 at `pointer`
 */
export function assertPassword(password: string, ownWords: OwnWords, pointer: string): void {
  const normal = normalPassword(password);
  if (lengthOf(normal) < SHORTEST_PASSWORD)
    throw refused(pointer, 'too_short', `Use at least ${SHORTEST_PASSWORD} characters.`);
  // both forms, so that the field of the sign-in can have the same limit
  if (Math.max(lengthOf(normal), lengthOf(password)) > LONGEST_PASSWORD)
    throw refused(pointer, 'too_long', `Use at most ${LONGEST_PASSWORD} characters.`);
  if (commonWords.has(core(normal.toLowerCase()))) throw tooCommon(pointer);
  if (isOwn(normal, ownWords)) throw tooPersonal(pointer);
}

export function tooCommon(pointer: string): DomainError {
  return refused(
    pointer,
    'too_common',
    'This password is one of the first that are tried. Use several unrelated words.',
  );
}

export function tooPersonal(pointer: string): DomainError {
  return refused(pointer, 'too_personal', 'The password must not be made of your address, your name or your company.');
}

function refused(pointer: string, fault: string, detail: string): DomainError {
  return invalidField(pointer, `password.${fault}`, detail);
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** Consists of own words only, apart from digits and signs. */
function isOwn(password: string, ownWords: OwnWords): boolean {
  const whole = plain(password);
  const rest = spellings(ownWords).reduce((left, word) => left.replaceAll(word, ' '), whole);
  return rest !== whole && !/\p{L}/u.test(rest);
}

/** The words as they are, without spaces and signs, and split; of an address also the part before the @. Longest first. */
export function spellings(ownWords: OwnWords): string[] {
  const words = ownWords.flatMap((word) => (word ? [plain(word), plain(word).split('@')[0]!] : []));
  const pieces = words.flatMap((word) => [word.replace(/[^\p{L}\p{N}]/gu, ''), ...word.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set([...words, ...pieces])].filter(({ length }) => length >= 3).sort((a, b) => b.length - a.length);
}

/** In lower case, without accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Without digits and signs at either end. */
function core(text: string): string {
  return text.replace(/^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu, '');
}
