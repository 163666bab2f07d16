import { defineRefusal } from '#libs/kernel';

export const uploadKindRefused = defineRefusal({
  code: 'upload.kind_refused',
  kind: 'invalid',
  detail: 'Files of this kind are not taken.',
  remedy: 'Send a file whose name ends in one of the endings that the operation describes.',
  pointer: '/file',
});

export const uploadMismatch = defineRefusal({
  code: 'upload.content_mismatch',
  kind: 'invalid',
  detail: 'The content of the file is not what its name says.',
  meaning: 'Name, declared type and content of the file do not agree; `detectedType` is what its first bytes say.',
  remedy: 'Name the file after what it is, and declare its type accordingly or not at all.',
  pointer: '/file',
  members: { detectedType: 'application/zip' },
});

export const uploadEmpty = defineRefusal({
  code: 'upload.empty',
  kind: 'invalid',
  detail: 'The file is empty.',
  remedy: 'Send a file with content.',
  pointer: '/file',
});

export const uploadImageUnreadable = defineRefusal({
  code: 'upload.image_unreadable',
  kind: 'invalid',
  detail: 'The image is damaged.',
  remedy: 'Open and save the image again, or send another one.',
  pointer: '/file',
});

export const uploadImageTooLarge = defineRefusal({
  code: 'upload.image_too_large',
  kind: 'invalid',
  detail: 'The image has more than 64 million pixels, or more than 25 MiB.',
  remedy: 'Make the image smaller.',
  pointer: '/file',
});

export const unknownUpload = defineRefusal({
  code: 'upload.unknown',
  kind: 'invalid',
  detail: 'There is no such upload.',
  meaning: 'There is no such upload, it is not the caller’s, or it has expired.',
  remedy: 'Upload the file with POST /v1/uploads, and name its id within a day.',
  pointer: '/uploadId',
});

export const uploadAttached = defineRefusal({
  code: 'upload.already_attached',
  kind: 'conflict',
  detail: 'The upload is attached already.',
  remedy: 'Upload the file once more for another place.',
  pointer: '/uploadId',
});

export const uploadNoImage = defineRefusal({
  code: 'upload.not_an_image',
  kind: 'invalid',
  detail: 'The upload is no image.',
  remedy: 'Upload a JPEG, PNG, WebP or GIF.',
  pointer: '/uploadId',
});

/** What attaching an upload may be refused with, for the operations that do so. */
export const attachingRefusals = [unknownUpload, uploadAttached];
