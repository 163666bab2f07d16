import { InvalidArgumentError } from 'commander';

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const address = new RegExp(
  `^(?!\\.)(?!.*\\.\\.)[a-z0-9!#$%&'*+/=?^_\`{|}~.-]{1,64}(?<!\\.)@(?:${label}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`,
  'i',
);

/** For options, so that no account gets an address that the sign-in would refuse. */
export function emailAddress(text: string): string {
  if (text.length > 254 || !address.test(text))
    throw new InvalidArgumentError('An address such as ada@example.com is needed.');
  return text;
}
