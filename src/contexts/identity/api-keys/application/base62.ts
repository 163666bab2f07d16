const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62n;

/** A number as text of so many digits and letters, which a double click selects as a whole. */
export function toBase62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= BASE) text = DIGITS[Number(rest % BASE)]! + text;
  return text;
}

/** Undefined for anything but digits and letters. */
export function fromBase62(text: string): bigint | undefined {
  let number = 0n;
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return undefined;
    number = number * BASE + BigInt(value);
  }
  return number;
}
