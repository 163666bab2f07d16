import { defineRefusal } from '#libs/kernel';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 256;

const weak = { kind: 'invalid', pointer: '/password' } as const;

export const tooShort = defineRefusal({
  ...weak,
  code: 'password.too_short',
  detail: `Use at least ${SHORTEST_PASSWORD} characters.`,
  meaning: 'The password has fewer than ten characters.',
  remedy: 'Use a longer one; length counts more than signs.',
});

export const tooLong = defineRefusal({
  ...weak,
  code: 'password.too_long',
  detail: `Use at most ${LONGEST_PASSWORD} characters.`,
  meaning: 'The password has more than 256 characters.',
  remedy: 'Use a shorter one.',
});

export const tooCommon = defineRefusal({
  ...weak,
  code: 'password.too_common',
  detail: 'This password is one of the first that are tried. Use several unrelated words.',
  meaning: 'The password is one of the first that are tried.',
  remedy: 'Use several unrelated words.',
});

export const tooPersonal = defineRefusal({
  ...weak,
  code: 'password.too_personal',
  detail: 'The password must not be made of your address, your name or your company.',
  meaning: 'The password is made of the address, the name or the company.',
  remedy: 'Use words that have nothing to do with the account.',
});

/** Where a change is wanted for its own sake: by the owner, or by an administrator who has reset the password. */
export const unchanged = defineRefusal({
  ...weak,
  code: 'password.unchanged',
  detail: 'This is the password that is to be replaced. Choose another one.',
  meaning: 'The new password is the one that is to be replaced.',
  remedy: 'Choose another one.',
});

export const weakPasswords = [tooShort, tooLong, tooCommon, tooPersonal];
