import type { FileTables } from './application/upload.queries.js';

/** Columns that queries of contexts which depend on this one may join. */
export interface FilesReadContract {
  uploads: Pick<
    FileTables['uploads'],
    'id' | 'file_name' | 'content_type' | 'size_bytes' | 'image_width' | 'image_height'
  >;
}
