import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { assertValidValues, filterValues } from '../domain/custom-field-values.js';
import { knownFields } from './custom-field.queries.js';

type Values = Readonly<Record<string, unknown>>;

/** Judges values by the fields that the account defines. */
@Injectable()
export class CustomFieldValuesService {
  constructor(private readonly db: TenantDb) {}

  /** Reads the fields now, and returns the check so that its faults are reported together with others. */
  async check(values: Values, before?: Values): Promise<() => void> {
    const fields = await this.db.run(knownFields, {});
    return () => assertValidValues(fields, values, before);
  }

  /**
   * What the custom fields of a machine must contain, as JSON.
   * @param conditions such as `stops:6`
   * @throws DomainError 400 `custom_field.invalid_filter`
   */
  async filter(conditions: readonly string[]): Promise<string> {
    return JSON.stringify(filterValues(await this.db.run(knownFields, {}), conditions));
  }
}
