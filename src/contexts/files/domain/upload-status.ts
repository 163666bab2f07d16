export const uploadStatuses = ['pending', 'ready', 'attached', 'rejected', 'deleted'] as const;
export type UploadStatus = (typeof uploadStatuses)[number];
