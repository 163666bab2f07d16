const SECONDS_PER_HOUR = 3600;

/** Of no rows it is 0. */
export function sumOf<Name extends string>(rows: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return rows.reduce((sum, row) => sum + row[name], 0);
}

/** Four digits behind the point; null for a part of nothing. */
export function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded(part / whole, 4);
}

/** Hours for each; null for none. */
export function meanHours(seconds: number, count: number): number | null {
  return count === 0 ? null : rounded(seconds / SECONDS_PER_HOUR / count, 2);
}

/** @param hundredths hours as the sums have them, in whole numbers, so that adding loses nothing */
export function hoursOfHundredths(hundredths: number): number {
  return hundredths / 100;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
