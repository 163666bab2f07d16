export const sheetLocales = ['en', 'de'] as const;
/** Languages in which sheets are printed. */
export type SheetLocale = (typeof sheetLocales)[number];

/** `de-AT` is German; what is not translated is English. */
export function sheetLocale(wanted: string): SheetLocale {
  const language = wanted.toLowerCase().split(/[-_]/)[0];
  return sheetLocales.find((locale) => locale === language) ?? 'en';
}

/** What stands on printed pages, in their order. All of it is plain text. */
export interface Sheet {
  readonly title: string;
  /** A language tag, which readers for the blind go by. */
  readonly language: SheetLocale;
  /** Who issues it, in the head of each page. */
  readonly issuer: { readonly name: string; readonly color: string | null };
  /** When it was made: the same content at the same time gives the same bytes. */
  readonly madeAt: Date;
  readonly facts: readonly Fact[];
  readonly blocks: readonly SheetBlock[];
}

/** Left out where there is nothing to say. */
export type Fact = readonly [label: string, value: string | null];

export type SheetBlock =
  | { readonly kind: 'text'; readonly heading: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly SheetColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Below the table, to the right. */
      readonly totals: readonly Fact[];
    };

export interface SheetColumn {
  readonly label: string;
  /** Part of the width, in relation to the others. */
  readonly width: number;
  readonly align?: 'right';
}
