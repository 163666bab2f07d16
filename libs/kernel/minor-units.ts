const withoutDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const withThree = 'BHD IQD JOD KWD LYD OMR TND';
const withFour = 'CLF UYW';

const exceptions = new Map(
  Object.entries({ 0: withoutDecimals, 3: withThree, 4: withFour }).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
);

/** Currencies whose amounts are whole numbers. */
export const wholeCurrencies: readonly string[] = withoutDecimals.split(' ');

/** Decimals of a currency by ISO 4217. Intl is not used, because it returns those of everyday prices: none for the Iraqi dinar. */
export function minorUnits(currency: string): number {
  return exceptions.get(currency) ?? 2;
}

/** Whether the amount has more decimals than its currency; zeros do not count. */
export function isTooPrecise(amount: string, currency: string): boolean {
  const [, fraction = ''] = amount.split('.');
  return /[^0]/.test(fraction.slice(minorUnits(currency)));
}

export function decimalsDetail(currency: string): string {
  const digits = minorUnits(currency);
  return digits === 0 ? `${currency} has no decimals` : `${currency} has ${digits} decimals`;
}
