import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import type { CustomFieldTarget } from '../domain/custom-field-target.js';
import { assertValidValues, filterValues } from '../domain/custom-field-values.js';
import { knownFields } from './custom-field.queries.js';

export type CustomValues = Readonly<Record<string, unknown>>;

/** Judges values by the fields that the account defines. */
@Injectable()
export class CustomFieldValuesService {
  constructor(private readonly db: TenantDb) {}

  /** Reads the fields now, and returns the check so that its faults are reported together with others. */
  async check(target: CustomFieldTarget, values: CustomValues, before?: CustomValues): Promise<() => void> {
    const fields = await this.db.run(knownFields, { target });
    return () => assertValidValues(fields, values, before);
  }

  /**
   * What the custom fields must contain, as JSON.
   * @param conditions such as `stops:6`
   * @throws DomainError 400 `custom_field.invalid_filter`
   */
  async filter(target: CustomFieldTarget, conditions: readonly string[]): Promise<string> {
    return JSON.stringify(filterValues(await this.db.run(knownFields, { target }), conditions));
  }
}
