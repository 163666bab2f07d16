/** As the API has it. */
interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export interface SheetDates {
  /** A day of the calendar, such as 2026-11-28. */
  readonly day: (date: string | null) => string | null;
  /** A moment, as the day that it is in this time zone. */
  readonly dayOf: (at: Date | string | null) => string | null;
}

/** As people of that language write days. */
export function sheetDates(locale: string, timeZone: string): SheetDates {
  const written = (zone: string) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
    return (at: Date | string | null) => (at === null ? null : format.format(new Date(at)));
  };
  return { day: written('UTC'), dayOf: written(timeZone) };
}

/** With the currency, as people of that language write amounts; exact, since the amount is never a number. */
export function sheetMoney(locale: string) {
  return ({ amount, currency }: Amount): string =>
    new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral);
}
