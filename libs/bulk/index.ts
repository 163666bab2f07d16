export { Bulk } from './bulk.js';
export { BulkModule } from './bulk.module.js';
