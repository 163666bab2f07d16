import type { S3Config } from './app-config.js';
import type { EnvironmentReader } from './environment-reader.js';

/** Undefined where files lie in the data folder. */
export function readS3(reader: EnvironmentReader): S3Config | undefined {
  const bucket = reader.text('S3_BUCKET');
  const endpoint = reader.url('S3_ENDPOINT', ['https:', 'http:']);
  const accessKeyId = reader.text('S3_ACCESS_KEY_ID');
  const secretAccessKey = reader.text('S3_SECRET_ACCESS_KEY');
  const region = reader.text('S3_REGION') ?? 'us-east-1';
  if (bucket === undefined) {
    if (endpoint ?? accessKeyId ?? secretAccessKey)
      reader.fault(
        'S3_BUCKET: is required with other S3 variables. Set it, or leave them out for files in the data folder.',
      );
    return undefined;
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    reader.fault('S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: belong together. Set both, or leave both to the machine.');
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return { bucket, region, endpoint, credentials };
}
