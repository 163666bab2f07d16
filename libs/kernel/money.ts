import { decimalsDetail, isTooPrecise, minorUnits } from './minor-units.js';
import { invalidAmount, invalidCurrency, mixedCurrencies, tooPrecise } from './money.errors.js';
import { refuse } from './refusal.js';

const amountPattern = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/;

/** An exact amount in hundredths of a currency, so that sums have no rounding errors. */
export class Money {
  private constructor(
    private readonly cents: bigint,
    readonly currency: string,
  ) {}

  /**
   * @param amount decimal text with at most two decimals, as the API and PostgreSQL's NUMERIC have it
   * @throws DomainError `money.too_precise` for decimals that the currency does not have, other than zeros
   */
  static of(amount: string, currency: string): Money {
    const match = amountPattern.exec(amount);
    if (!match) throw refuse(invalidAmount, { detail: `"${amount}" is not an amount with at most two decimals.` });
    if (!/^[A-Z]{3}$/.test(currency))
      throw refuse(invalidCurrency, { detail: `"${currency}" is not a three-letter ISO 4217 code.` });
    const [, sign, whole, fraction = ''] = match;
    if (isTooPrecise(amount, currency)) throw refuse(tooPrecise, { detail: decimalsDetail(currency) });
    const cents = BigInt(whole!) * 100n + BigInt(fraction.padEnd(2, '0'));
    return new Money(sign ? -cents : cents, currency);
  }

  static zero(currency: string): Money {
    return new Money(0n, currency);
  }

  plus(other: Money): Money {
    this.assertSameCurrency(other);
    return new Money(this.cents + other.cents, this.currency);
  }

  minus(other: Money): Money {
    this.assertSameCurrency(other);
    return new Money(this.cents - other.cents, this.currency);
  }

  times(quantity: number): Money {
    return new Money(this.cents * BigInt(quantity), this.currency);
  }

  /** A part in hundredths of a per cent, such as 1900 for 19 %: rounded to the units of the currency, halves away from zero. */
  part(basisPoints: number): Money {
    const unit = BigInt(10 ** Math.max(0, 2 - minorUnits(this.currency)));
    const divisor = 10_000n * unit;
    const exact = this.cents * BigInt(basisPoints);
    const half = exact < 0n ? -divisor / 2n : divisor / 2n;
    return new Money(((exact + half) / divisor) * unit, this.currency);
  }

  equals(other: Money): boolean {
    return this.cents === other.cents && this.currency === other.currency;
  }

  get amount(): string {
    const digits = (this.cents < 0n ? -this.cents : this.cents).toString().padStart(3, '0');
    return `${this.cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  toJSON(): { amount: string; currency: string } {
    return { amount: this.amount, currency: this.currency };
  }

  private assertSameCurrency(other: Money): void {
    if (other.currency !== this.currency)
      throw refuse(mixedCurrencies, { detail: `${this.currency} and ${other.currency} cannot be added.` });
  }
}
