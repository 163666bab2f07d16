import { sql } from 'kysely';
import type { FilesFacade } from '../files.facade.js';
import type { FileFacts, FileView } from './upload.view.js';

/** The file of a row, whose upload is joined as u; null where it lies elsewhere. */
export const attachedFile = sql<FileFacts | null>`case when u.id is not null then jsonb_build_object(
  'id', u.id, 'fileName', u.file_name, 'contentType', u.content_type, 'sizeBytes', u.size_bytes,
  'imageWidth', u.image_width, 'imageHeight', u.image_height) end`.as('file');

interface HasFile {
  readonly file: FileFacts | null;
}

export type WithFile<Row extends HasFile> = Omit<Row, 'file'> & {
  readonly file: Row['file'] extends FileFacts ? FileView : FileView | null;
};

/** With links to the file. */
export function withLinks<Row extends HasFile>(row: Row, files: FilesFacade): WithFile<Row> {
  return { ...row, file: row.file && files.view(row.file) } as WithFile<Row>;
}
