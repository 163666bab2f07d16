export { MissingFileError, Storage, type ByteRange, type LinkOptions } from './storage.js';
export { StorageModule } from './storage.module.js';
