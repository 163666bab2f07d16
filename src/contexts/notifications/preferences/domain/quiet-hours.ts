/** Times of the day, by the clock of the user; over midnight where `from` is later than `until`. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

export function isQuiet(timeOfDay: string, { from, until }: QuietHours): boolean {
  return from < until ? timeOfDay >= from && timeOfDay < until : timeOfDay >= from || timeOfDay < until;
}
