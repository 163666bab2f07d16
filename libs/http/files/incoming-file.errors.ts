import { defineRefusal } from '#libs/kernel';

export const noFile = defineRefusal({
  code: 'upload.missing',
  kind: 'invalid',
  detail: 'The form has no part "file" with a file.',
  remedy: 'Send one file in the part `file` of a multipart/form-data body, with its name.',
  pointer: '/file',
});

export const brokenForm = defineRefusal({
  code: 'upload.broken_form',
  kind: 'malformed',
  detail: 'The form ends before it is complete, or is none.',
  remedy: 'Send the request again, as multipart/form-data with its boundary and up to its end.',
});

/** Mapped by their status codes, like Fastify's own errors: no kind of DomainError is about the form of a request. */
export class FileTooLargeError extends Error {
  readonly code = 'FST_ERR_FILE_TOO_LARGE';
  readonly statusCode = 413;
}

export class NoFormError extends Error {
  readonly code = 'FST_ERR_NO_FORM';
  readonly statusCode = 415;
}
