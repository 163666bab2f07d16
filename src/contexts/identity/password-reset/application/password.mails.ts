import { defineMail } from '#libs/mail';

export const passwordResetMail = defineMail<{ token: string; minutes: number }>('identity.password_reset', {
  en: ({ token, minutes }, account) => ({
    subject: `Set a new password for ${account}`,
    paragraphs: [
      `Somebody, most likely you, wants to set a new password for your sign-in at ${account}.`,
      `The link works once, within ${minutes} minutes. If it was not you, there is nothing to do: the password stays as it is.`,
    ],
    action: { label: 'Set a new password', path: `/reset-password#token=${token}` },
  }),
  de: ({ token, minutes }, account) => ({
    subject: `Neues Passwort für ${account} setzen`,
    paragraphs: [
      `Jemand, vermutlich Sie selbst, möchte ein neues Passwort für Ihre Anmeldung bei ${account} setzen.`,
      `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Waren Sie es nicht, ist nichts zu tun: das Passwort bleibt, wie es ist.`,
    ],
    action: { label: 'Neues Passwort setzen', path: `/reset-password#token=${token}` },
  }),
});

export const passwordResetByAdminMail = defineMail<{ token: string; minutes: number }>(
  'identity.password_reset_by_admin',
  {
    en: ({ token, minutes }, account) => ({
      subject: `Your password for ${account} has been reset`,
      paragraphs: [
        `An administrator of ${account} has reset your password. The old one no longer signs you in: set a new one.`,
        `The link works once, within ${minutes} minutes. Later ask for a new one with “Forgot password” at the sign-in.`,
      ],
      action: { label: 'Set a new password', path: `/reset-password#token=${token}` },
    }),
    de: ({ token, minutes }, account) => ({
      subject: `Ihr Passwort für ${account} wurde zurückgesetzt`,
      paragraphs: [
        `Ein Administrator von ${account} hat Ihr Passwort zurückgesetzt. Mit dem alten können Sie sich nicht mehr anmelden: setzen Sie ein neues.`,
        `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Danach fordern Sie bei der Anmeldung mit „Passwort vergessen“ einen neuen an.`,
      ],
      action: { label: 'Neues Passwort setzen', path: `/reset-password#token=${token}` },
    }),
  },
);

export const passwordChangedMail = defineMail<Record<never, never>>('identity.password_changed', {
  en: (_, account) => ({
    subject: `Your password for ${account} has been changed`,
    paragraphs: [
      `The password of your sign-in at ${account} has just been changed, and all devices have been signed out.`,
      'If it was not you, set a new one with “Forgot password” at the sign-in, and tell your administrator.',
    ],
  }),
  de: (_, account) => ({
    subject: `Ihr Passwort für ${account} wurde geändert`,
    paragraphs: [
      `Das Passwort Ihrer Anmeldung bei ${account} wurde soeben geändert, und alle Geräte wurden abgemeldet.`,
      'Waren Sie es nicht, setzen Sie bei der Anmeldung mit „Passwort vergessen“ ein neues und verständigen Sie Ihren Administrator.',
    ],
  }),
});
