import { UploadSchema } from './domain/upload.entity.js';

export const filesEntities = { platform: [], tenant: [UploadSchema] };
