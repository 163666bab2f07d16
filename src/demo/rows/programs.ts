import { createHash } from 'node:crypto';
import { unnamed, type Statement } from '#libs/database';
import type { DemoDataset } from '../demo-dataset.js';
import { insertApiKeys } from '../demo-state.writes.js';

/** API keys that open nothing: their hashes are those of no key. */
export function apiKeysOf(dataset: DemoDataset, schema: string): Statement {
  const keys = dataset.tenant.programs.map(({ key, name, owner, scopes }) => {
    const key_hash = createHash('sha256').update(dataset.id('program', key)).digest('hex');
    return {
      id: dataset.id('program', key),
      name,
      prefix: `fp_live_${key_hash.slice(0, 6)}`,
      key_hash,
      scopes,
      created_by: dataset.userId(owner),
      created_at: dataset.since,
    };
  });
  return unnamed(insertApiKeys.bind(schema, { keys: JSON.stringify(keys) }));
}
