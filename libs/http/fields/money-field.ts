import { ApiSchema } from '@nestjs/swagger';
import { decimalsDetail, isTooPrecise, Money } from '#libs/kernel';
import { isCurrency, notACurrency } from './code-fields.js';
import { field, type FieldOptions } from './field.js';
import { isPlainObject } from './object-fields.js';
import { readDto } from './dto-reader.js';
import { StringField } from './text-fields.js';
import { fault, pointerTo, type ValueKind } from './value-kind.js';

/** Money as the API writes it. Amounts are text so that no client rounds them. */
@ApiSchema({ name: 'Money' })
export class MoneyDto {
  @StringField({
    description:
      'Decimal amount with at most two digits behind the point, and none but zeros where the currency has no decimals',
    example: '12.34',
    maxLength: 12,
    pattern: /^[0-9]{1,8}(\.[0-9]{1,2})?$/,
    patternDetail: 'must be a decimal amount such as "12.34", and not negative',
  })
  amount: string;

  @StringField({
    description: 'ISO 4217 code',
    example: 'USD',
    maxLength: 3,
    pattern: /^[A-Z]{3}$/,
    patternDetail: 'must be an ISO 4217 code such as "USD"',
  })
  currency: string;
}

export const money = (): ValueKind<Money> => ({
  read: (value, pointer, faults) => {
    if (value instanceof Money) return value;
    if (!isPlainObject(value))
      return fault(faults, pointer, 'field.type', 'must be an object { "amount": "12.34", "currency": "USD" }');
    const faultsBefore = faults.length;
    const { amount, currency } = readDto(MoneyDto, value, pointer, faults);
    if (faults.length > faultsBefore) return undefined;
    if (!isCurrency(currency)) return fault(faults, pointerTo(pointer, 'currency'), 'field.currency', notACurrency);
    if (isTooPrecise(amount, currency))
      return fault(faults, pointerTo(pointer, 'amount'), 'field.too_precise', decimalsDetail(currency));
    return Money.of(amount, currency);
  },
  schema: { type: () => MoneyDto },
});

/** For the description of every amount in a response; its view checks `canSeeCosts()` of libs/request-context. */
export const hiddenCost = '; null also for callers without the permission `costs:read`';

/** `{ amount, currency }`, parsed to a Money of the kernel. */
export const MoneyField = (options: FieldOptions) => field(money(), options);
