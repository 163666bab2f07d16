import { defineRefusal } from '#libs/kernel';

export const endedKey = defineRefusal({
  code: 'api_key.ended',
  kind: 'conflict',
  detail: 'The API key is revoked or has expired, so nothing of it can be changed. Make another one.',
  meaning: 'The API key is revoked or has expired.',
  remedy: 'Make another key.',
});

export const notOwnKey = defineRefusal({
  code: 'api_key.not_own',
  kind: 'forbidden',
  detail: 'The new key would act in the name of another user. Only whoever made an API key can replace it.',
  meaning: 'Only whoever made an API key can replace it by a new one, which acts in their name.',
  remedy: 'Ask the creator, or make a key of your own and revoke this one.',
});

export const expiryPassed = defineRefusal({
  code: 'api_key.expiry_passed',
  kind: 'invalid',
  detail: 'The API key would have expired already.',
  remedy: 'Name a later time, or null for a key that does not expire.',
  pointer: '/expiresAt',
});
