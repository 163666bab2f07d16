import { defineMail } from '#libs/mail';

type Nothing = Record<never, never>;

export const twoFactorEnabledMail = defineMail<Nothing>('identity.two_factor_enabled', {
  en: (_, account) => ({
    subject: `Your sign-in at ${account} now asks for a code`,
    paragraphs: [
      `A second factor was added to your sign-in at ${account}. Besides the password it asks for a code of your authenticator app.`,
      'If it was not you, tell your administrator, who can remove it, and set a new password.',
    ],
  }),
  de: (_, account) => ({
    subject: `Ihre Anmeldung bei ${account} fragt jetzt nach einem Code`,
    paragraphs: [
      `Ihre Anmeldung bei ${account} hat einen zweiten Faktor erhalten. Neben dem Passwort fragt sie nach einem Code Ihrer Authenticator-App.`,
      'Waren Sie es nicht, verständigen Sie Ihren Administrator, der ihn entfernen kann, und setzen Sie ein neues Passwort.',
    ],
  }),
});

export const twoFactorDisabledMail = defineMail<Nothing>('identity.two_factor_disabled', {
  en: (_, account) => ({
    subject: `Your sign-in at ${account} no longer asks for a code`,
    paragraphs: [
      `The second factor of your sign-in at ${account} was switched off: the password alone signs you in.`,
      'If it was not you, set a new password with “Forgot password” at the sign-in, and tell your administrator.',
    ],
  }),
  de: (_, account) => ({
    subject: `Ihre Anmeldung bei ${account} fragt nicht mehr nach einem Code`,
    paragraphs: [
      `Der zweite Faktor Ihrer Anmeldung bei ${account} wurde abgeschaltet: das Passwort allein meldet Sie an.`,
      'Waren Sie es nicht, setzen Sie bei der Anmeldung mit „Passwort vergessen“ ein neues und verständigen Sie Ihren Administrator.',
    ],
  }),
});

export const twoFactorResetMail = defineMail<Nothing>('identity.two_factor_reset', {
  en: (_, account) => ({
    subject: `The second factor of your sign-in at ${account} was removed`,
    paragraphs: [
      `An administrator of ${account} has removed the second factor of your sign-in, and all devices have been signed out. The password alone signs you in until you add a new one.`,
      'If you did not ask for it, tell your administrator at once.',
    ],
  }),
  de: (_, account) => ({
    subject: `Der zweite Faktor Ihrer Anmeldung bei ${account} wurde entfernt`,
    paragraphs: [
      `Ein Administrator von ${account} hat den zweiten Faktor Ihrer Anmeldung entfernt, und alle Geräte wurden abgemeldet. Das Passwort allein meldet Sie an, bis Sie einen neuen einrichten.`,
      'Haben Sie nicht darum gebeten, verständigen Sie sofort Ihren Administrator.',
    ],
  }),
});
