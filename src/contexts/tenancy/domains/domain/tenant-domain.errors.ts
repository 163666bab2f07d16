import { defineRefusal } from '#libs/kernel';

export const MOST_DOMAINS = 100;

export const invalidDomain = defineRefusal({
  code: 'domain.invalid',
  kind: 'invalid',
  detail: 'This is no domain that a tenant can be found by.',
  meaning: 'The text is no domain, or one that cannot be proven or belongs to the platform: `detail` says why.',
  remedy: 'Give a public host name of your own, such as "service.acme.com".',
  pointer: '/domain',
});

export const tooManyDomains = defineRefusal({
  code: 'domain.too_many',
  kind: 'conflict',
  detail: `An account has at most ${MOST_DOMAINS} domains.`,
  remedy: 'Remove one that is not needed.',
  pointer: '/domain',
});

/** Whose it is concerns nobody else. */
export const verifiedByAnother = defineRefusal({
  code: 'domain.taken',
  kind: 'conflict',
  detail: 'The domain is in use already.',
  meaning: 'Another account has verified the domain.',
  remedy:
    'Remove its record from DNS and wait until the other account has lost it, or ask the operators of this installation.',
});

export const notVerified = defineRefusal({
  code: 'domain.not_verified',
  kind: 'conflict',
  detail: 'Only a verified domain can be the primary one.',
  remedy: 'Verify it first.',
});

export const isPrimaryDomain = defineRefusal({
  code: 'domain.primary',
  kind: 'conflict',
  detail: 'This is the primary domain.',
  meaning: 'The primary domain cannot be removed.',
  remedy: 'Make another domain the primary one first.',
});

export const belongsToPlatform = defineRefusal({
  code: 'domain.of_platform',
  kind: 'conflict',
  detail: 'This address comes with the account.',
  meaning: 'The address below the domain of the platform comes with the account and cannot be removed.',
  remedy: 'Nothing is to be done.',
});
