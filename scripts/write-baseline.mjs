// Writes migrations/tenant.baseline.sql: all tenant migrations as one script, which creates a new tenant's tables.
import { writeOrCheck } from './generated-file.mjs';
import { importSource } from './ts-loader.mjs';

const { baselineFile, buildBaseline } = await importSource('libs/migrations/baseline.ts');
const { loadMigrations } = await importSource('libs/migrations/migration-files.ts');

writeOrCheck(baselineFile(), buildBaseline(loadMigrations('tenant')));
