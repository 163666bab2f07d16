import { randomInt } from 'node:crypto';

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** A random password that is easy to read out: `kutu-bola-remi-dosa-47`, about 56 bits. */
export function readablePassword(): string {
  const words = Array.from({ length: 4 }, () => syllable() + syllable());
  return `${words.join('-')}-${randomInt(10, 100)}`;
}

function syllable(): string {
  return oneOf(consonants) + oneOf(vowels);
}

function oneOf(letters: string): string {
  return letters[randomInt(letters.length)]!;
}
