import { SpareSchemaService } from './application/spare-schema.service.js';
import { KeepSpareSchemasJob } from './jobs/keep-spare-schemas.job.js';

export const spares = { controllers: [], providers: [SpareSchemaService, KeepSpareSchemasJob] };
