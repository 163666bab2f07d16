import { randomUUID } from 'node:crypto';
import type { ContextRecipes } from './recipe.js';

/** Ends operations of the kind that otherwise waits for ever. */
export const UNATTENDED = '.unattended';

export const operationsRecipes: ContextRecipes = {
  tags: ['Operations'],
  origins: {
    // of a kind without a runner, since it would otherwise end before it is read
    '/v1/operations': async (stage) => {
      const { tenant, sampler } = stage;
      const row = [randomUUID(), `${sampler.marker}${UNATTENDED}`, await stage.ownId()];
      const insert = `insert into ${tenant.ref.schema}.operations (id, kind, requested_by) values ($1, $2, $3)`;
      await tenant.testApp.database.query(insert, row);
      return row[0]!;
    },
  },
};
