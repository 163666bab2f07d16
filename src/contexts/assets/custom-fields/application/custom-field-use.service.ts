import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { machinesWithAnyOf, machinesWithValue } from './custom-field.queries.js';

/** How many rows have a value. */
export interface CustomFieldUse {
  readonly withKey: (key: string) => Promise<number>;
  /** @param values objects with one value each, as JSON */
  readonly withAnyOf: (values: readonly string[]) => Promise<number>;
}

/** Counts what has values in custom fields. Contexts register their counts at start, since this context must not depend on them. */
@Injectable()
export class CustomFieldUseService {
  private readonly uses = new Map<string, CustomFieldUse>();

  constructor(private readonly db: TenantDb) {
    this.register('equipment', {
      withKey: (key) => db.count(machinesWithValue, { key }),
      withAnyOf: (values) => db.count(machinesWithAnyOf, { values }),
    });
  }

  /** @param name the name of the count in the problem, such as `workOrders` */
  register(name: string, use: CustomFieldUse): void {
    this.uses.set(name, use);
  }

  /** By name, without zeros. */
  async withKey(key: string): Promise<Record<string, number>> {
    return this.counts((use) => use.withKey(key));
  }

  async withAnyOf(values: readonly string[]): Promise<number> {
    if (values.length === 0) return 0;
    const counts = await this.counts((use) => use.withAnyOf(values));
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  /** In one round trip. */
  private async counts(count: (use: CustomFieldUse) => Promise<number>): Promise<Record<string, number>> {
    const counting = this.db.inOneRoundTrip(() =>
      [...this.uses].map(async ([name, use]) => [name, await count(use)] as const),
    );
    const found = await Promise.all(counting);
    return Object.fromEntries(found.filter(([, many]) => many > 0));
  }
}
