export { attachedFile, withLinks, type WithFile } from './application/attached-file.js';
export type { FileFacts, FileView } from './application/upload.view.js';
export { attachingRefusals, uploadNoImage } from './domain/upload.errors.js';
export { FilesFacade } from './files.facade.js';
export { FilesModule } from './files.module.js';
export type { FilesReadContract } from './files.read-contract.js';
export { FileDto } from './http/file.dto.js';
