import { onlyThose, type Members } from './body-examples.js';

/** When examples are changed; what they are made of was created before. */
export const CHANGED_AT = '2026-11-24T08:05:00.000Z';
/** Of what an example creates: whatever is there already has another id. */
const NEW_ID = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';

export interface Shown {
  readonly status: string;
  readonly method: string;
  /** Members that are in the answer whatever is asked for; all of them where that is not told. */
  readonly always: readonly string[] | undefined;
  /** What the example sends. */
  readonly body: Members | undefined;
  /** The row that it is sent to. */
  readonly row: string | undefined;
  /** What else is different from then on. */
  readonly shows: Members | undefined;
}

/** What is answered to the example of a body: the sample of a resource as created, with what was sent, and one version further. */
export function answerExample(sample: unknown, { status, method, always, body = {}, row, shows }: Shown): unknown {
  if (!status.startsWith('2') || !isObject(sample)) return sample;
  const isNew = status === '201';
  const isRead = method === 'get';
  return {
    ...onlyThose(sample, (name) => isRead || !always || always.includes(name)),
    ...onlyThose(body, (name) => name in sample),
    ...(isNew ? onlyThose({ id: NEW_ID }, (name) => name in sample) : isRead ? {} : changed(sample)),
    ...(row !== undefined && 'id' in sample && { id: row }),
    ...shows,
  };
}

function changed({ version, updatedAt }: Members): Members {
  return {
    ...(typeof version === 'number' && { version: version + 1 }),
    ...(updatedAt !== undefined && { updatedAt: CHANGED_AT }),
  };
}

function isObject(sample: unknown): sample is Members {
  return typeof sample === 'object' && sample !== null && !Array.isArray(sample);
}
