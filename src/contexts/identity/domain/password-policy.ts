import { invalidField, type DomainError } from '#libs/kernel';
import { commonPasswords } from './common-passwords.js';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

/** Words that everybody who knows the account would try first: the address, its name, the company. */
export type OwnWords = readonly (string | null | undefined)[];

/**
 * Length counts and being known counts; character classes only make people write passwords down.
 * @throws 422 at `pointer`
 */
export function assertPassword(password: string, ownWords: OwnWords, pointer = '/password'): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) throw refused(pointer, 'too_short', `Use at least ${SHORTEST_PASSWORD} characters.`);
  if (length > LONGEST_PASSWORD) throw refused(pointer, 'too_long', `Use at most ${LONGEST_PASSWORD} characters.`);
  if (isCommon(password)) throw refused(pointer, 'too_common', 'This password is one of the first that anybody tries.');
  if (isOwn(password, ownWords)) {
    throw refused(pointer, 'too_personal', 'The password must not be made of your address, your name or your company.');
  }
}

function refused(pointer: string, fault: string, detail: string): DomainError {
  return invalidField(pointer, `password.${fault}`, detail);
}

function isCommon(password: string): boolean {
  const plain = password.toLowerCase();
  return commonPasswords.has(plain) || commonPasswords.has(core(plain)) || isMonotonous(plain);
}

/** One character over and over, or a run such as `abcdefghij` and `9876543210`. */
function isMonotonous(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  const steps = new Set(codes.slice(1).map((code, at) => code - codes[at]!));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0]!);
}

function isOwn(password: string, ownWords: OwnWords): boolean {
  const plain = password.toLowerCase();
  const words = ownWords.flatMap((word) => (word ? [word.toLowerCase(), word.toLowerCase().split('@')[0]!] : []));
  return words.some((word) => word.length >= 3 && (plain === word || letters(core(plain)) === letters(core(word))));
}

/** Without the digits and signs that people hang on a word at either end. */
function core(text: string): string {
  return text.replace(/^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu, '');
}

function letters(text: string): string {
  return text.replace(/[\p{P}\p{S}\s]/gu, '');
}
