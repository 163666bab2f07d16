import { ApiSchema } from '@nestjs/swagger';
import { IntegerField, StringField, UuidField } from '#libs/http';

const EXAMPLE_KEY = 'AZt2pwAAfM2dRqO6yqtkJZUAaT9bQA';
export const exampleUpload = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e111';

/** A file with the addresses from which it is got. Generators of clients have a `File` of their own. */
@ApiSchema({ name: 'AttachedFile' })
export class FileDto {
  @UuidField({ description: 'Id of the upload', example: exampleUpload })
  id: string;

  @StringField({ description: 'Name under which it is saved', example: 'Inspection report 2026.txt', maxLength: 255 })
  fileName: string;

  @StringField({ description: 'What it is served as', example: 'text/plain', maxLength: 255 })
  contentType: string;

  @IntegerField({
    description: 'Its size; what counts against the storage of the plan',
    example: 48,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
  })
  sizeBytes: number;

  @IntegerField({ description: 'Pixels, of images', example: null, min: 1, max: 100_000, nullable: true })
  imageWidth: number | null;

  @IntegerField({ description: 'Pixels, of images', example: null, min: 1, max: 100_000, nullable: true })
  imageHeight: number | null;

  @StringField({
    description: 'Address of the content, below that of the API. Whoever has it gets the file, for five to ten minutes',
    example: `/files/${exampleUpload}?key=${EXAMPLE_KEY}`,
    maxLength: 500,
  })
  downloadPath: string;

  @StringField({
    description: 'The same for a WebP of at most 320 pixels in width and height; of images alone',
    example: null,
    maxLength: 500,
    nullable: true,
  })
  thumbnailPath: string | null;
}
