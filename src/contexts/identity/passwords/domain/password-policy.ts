import { atField, refuse, type Refusal } from '#libs/kernel';
import { commonWords } from './common-passwords.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, tooCommon, tooLong, tooPersonal, tooShort } from './password.errors.js';

/** Words that an attacker would try first: the address, the name, the company. */
export type OwnWords = readonly (string | null | undefined)[];

/** The form that is checked, hashed and compared, since keyboards produce the same letter in several ways. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/** However their letters were composed. */
export function isSamePassword(one: string, other: string): boolean {
  return normalPassword(one) === normalPassword(other);
}

/**
 * Requires length and that the password is not known; rules on character classes only make people write passwords down.
 * @throws 422 at `pointer`
 */
export function assertPassword(password: string, ownWords: OwnWords, pointer: string): void {
  const weakness = faultOf(password, ownWords);
  if (weakness) throw refuse(atField(weakness, pointer));
}

function faultOf(password: string, ownWords: OwnWords): Refusal | undefined {
  const normal = normalPassword(password);
  if (lengthOf(normal) < SHORTEST_PASSWORD) return tooShort;
  // both forms, so that the field of the sign-in can have the same limit
  if (Math.max(lengthOf(normal), lengthOf(password)) > LONGEST_PASSWORD) return tooLong;
  if (commonWords.has(core(normal.toLowerCase()))) return tooCommon;
  return isOwn(normal, ownWords) ? tooPersonal : undefined;
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
