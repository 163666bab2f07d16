import { InvalidArgumentError } from 'commander';

const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** For options: a time that means the same wherever the command runs. */
export function instant(text: string): Date {
  const at = new Date(text);
  if (!form.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('A time with offset is needed, such as 2026-12-31T08:00:00Z.');
  return at;
}
