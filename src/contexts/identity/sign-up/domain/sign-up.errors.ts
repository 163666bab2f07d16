import { defineRefusal } from '#libs/kernel';

export const signUpClosed = defineRefusal({
  code: 'sign_up.closed',
  kind: 'forbidden',
  detail: 'Accounts are not opened here by oneself. Ask the operators of this installation.',
  meaning: 'The operators of this installation have switched sign-up off.',
  remedy: 'Ask the operators of this installation for an account.',
});

/** One answer for all that is counted: nobody learns who else has signed up. */
export const tooManySignUps = defineRefusal({
  code: 'sign_up.too_many',
  kind: 'rate_limited',
  detail: 'Too many accounts have been opened from here or with such an address. Wait before you try again.',
  meaning: 'Too many sign-ups from this network, of this mailbox, or with addresses of this domain or kind.',
  remedy: 'Wait for the seconds of Retry-After. If you need accounts sooner, ask the operators of this installation.',
});
