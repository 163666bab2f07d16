import type { Operation } from './described-api.js';
import { growth, origins } from './recipes/index.js';
import type { Ids, Stage } from './stage.js';

/** Their rows are made in the background, by the calendar. */
export const cannotGrow: ReadonlySet<string> = new Set(['listMaintenanceOccurrences']);

/** One more row of a list. */
export async function grow(stage: Stage, { id, path }: Operation, ids: Ids): Promise<void> {
  const creation = stage.api.find('POST', path);
  if (growth[id]) await growth[id](stage, ids);
  else if (origins[path] || !creation) await stage.fresh(path, ids);
  else await stage.perform(creation.id, { ids });
}
