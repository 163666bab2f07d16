import type { Door } from './door.js';
import { nameOf } from './table-name.js';

/** Whether a schema is a tenant's: the login of the shared tables is to read those and no others. */
const isTenantsSchema: NonNullable<Door['canTry']> = (_, { schema }) => schema !== 'public';

export const loginDoors: readonly Door[] = [
  {
    name: 'login of the shared tables',
    isForNobody: true,
    canTry: isTenantsSchema,
    async attempt({ databases }, target) {
      await databases.platformPool.query(`select 1 from ${nameOf(target)} limit 1`);
      return true;
    },
  },
];
