/** Rounds a decimal that is not negative to two decimals, half up, on the text: a float would make 1.005 less than it is. */
export function toCents(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const exact = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
  const digits = String((exact + 5n) / 10n).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
