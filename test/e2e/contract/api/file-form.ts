export const FORM_TYPE = 'multipart/form-data';

/** A body with a file in it. */
export interface FileForm {
  readonly type: string;
  readonly bytes: Buffer;
}

export interface SentFile {
  /** Of the part. */
  readonly part?: string;
  readonly name: string;
  readonly type?: string;
  readonly content: Buffer | string;
}

const BOUNDARY = '----form-of-a-spec';

/** Written out, so that specs can send what no client would. */
export function formOf({ part = 'file', name, type = 'application/octet-stream', content }: SentFile): FileForm {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return { type: `${FORM_TYPE}; boundary=${BOUNDARY}`, bytes };
}

// Continues across stages, as that of other samples.
let count = 0;

/** The smallest there is. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A picture, which every operation takes that takes files, with a name that tells whose it is. */
export function fileForm(marker: string): FileForm {
  return formOf({ name: `Photo ${marker}-${++count}.png`, type: 'image/png', content: Buffer.from(PIXEL, 'base64') });
}
