import { defineRefusal } from '#libs/kernel';

export const impersonationForbidden = defineRefusal({
  code: 'impersonation.forbidden',
  kind: 'forbidden',
  detail: 'The account lets no operator act as one of its users.',
  meaning: 'The setting `impersonationAllowed` of the account is off.',
  remedy: 'Ask the people of the account to allow it, or to show what is wrong.',
});
