import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7, type Money } from '#libs/kernel';
import { labourRateForNobody, labourRateTaken } from './labour-rate.errors.js';

export const LabourRateSchema = defineEntity({
  name: 'LabourRate',
  tableName: 'labour_rates',
  schema: '*',
  properties: {
    ...versioned,
    userId: p.uuid(),
    /** A day where the work is. */
    validFrom: p.date(),
    hourlyRate: p.decimal(),
    currency: p.string().hidden(),
  },
});

export interface NewLabourRate {
  readonly userId: string;
  readonly validFrom: string;
  readonly hourlyRate: Money;
}

/** What an hour of a user costs from a day on, until the day of the next rate: rates never overlap. */
export class LabourRate extends LabourRateSchema.class {
  static create({ userId, validFrom, hourlyRate }: NewLabourRate): LabourRate {
    return Object.assign(new LabourRate(), { id: uuidv7(), userId, validFrom }, columnsOf(hourlyRate));
  }

  edit({ validFrom, hourlyRate }: Partial<Omit<NewLabourRate, 'userId'>>): void {
    if (validFrom !== undefined) this.validFrom = validFrom;
    if (hourlyRate !== undefined) Object.assign(this, columnsOf(hourlyRate));
  }
}
LabourRateSchema.setClass(LabourRate);

function columnsOf({ amount, currency }: Money): Pick<LabourRate, 'hourlyRate' | 'currency'> {
  return { hourlyRate: amount, currency };
}

declareConstraint({
  constraint: 'labour_rates_user_id_valid_from_key',
  property: 'validFrom',
  refusal: labourRateTaken,
});
declareConstraint({
  constraint: 'labour_rates_user_id_fkey',
  property: 'userId',
  refusal: labourRateForNobody,
});
