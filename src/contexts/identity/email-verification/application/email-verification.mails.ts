import { defineMail } from '#libs/mail';

export type VerificationLink = { token: string; minutes: number };

const path = (token: string): string => `/verify-email#token=${token}`;

export const verifyEmailMail = defineMail<VerificationLink>('identity.verify_email', {
  en: ({ token, minutes }, account) => ({
    subject: `Verify your e-mail address for ${account}`,
    paragraphs: [
      `Somebody, most likely you, signs in at ${account} in FieldPilot with this e-mail address. Say that it is yours.`,
      `The link works once, within ${minutes} minutes. If you do not know ${account}, ignore this mail.`,
    ],
    action: { label: 'Verify the address', path: path(token) },
  }),
  de: ({ token, minutes }, account) => ({
    subject: `Bestätigen Sie Ihre E-Mail-Adresse für ${account}`,
    paragraphs: [
      `Jemand, vermutlich Sie selbst, meldet sich bei ${account} in FieldPilot mit dieser E-Mail-Adresse an. Bestätigen Sie, dass es Ihre ist.`,
      `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Kennen Sie ${account} nicht, ignorieren Sie diese E-Mail.`,
    ],
    action: { label: 'Adresse bestätigen', path: path(token) },
  }),
});

export const newEmailMail = defineMail<VerificationLink>('identity.new_email', {
  en: ({ token, minutes }, account) => ({
    subject: `Confirm your new e-mail address for ${account}`,
    paragraphs: [
      `Somebody, most likely you, wants to sign in at ${account} in FieldPilot with this e-mail address from now on.`,
      `The link works once, within ${minutes} minutes. Until then nothing changes. If it was not you, ignore this mail.`,
    ],
    action: { label: 'Use this address', path: path(token) },
  }),
  de: ({ token, minutes }, account) => ({
    subject: `Bestätigen Sie Ihre neue E-Mail-Adresse für ${account}`,
    paragraphs: [
      `Jemand, vermutlich Sie selbst, möchte sich bei ${account} in FieldPilot künftig mit dieser E-Mail-Adresse anmelden.`,
      `Der Link gilt einmal, innerhalb von ${minutes} Minuten. Bis dahin ändert sich nichts. Waren Sie es nicht, ignorieren Sie diese E-Mail.`,
    ],
    action: { label: 'Diese Adresse verwenden', path: path(token) },
  }),
});

/** To the address as it is. It names neither the new one nor any link: the mailbox may be a stranger's by now. */
export const emailChangeWantedMail = defineMail<Record<never, never>>('identity.email_change_wanted', {
  en: (_, account) => ({
    subject: `Another e-mail address for ${account} was asked for`,
    paragraphs: [
      `Somebody who knows your password wants to sign in at ${account} with another e-mail address than this one. It is changed once the new one is confirmed.`,
      'If it was not you, change your password at once, which stops it, and tell your administrator.',
    ],
  }),
  de: (_, account) => ({
    subject: `Eine andere E-Mail-Adresse für ${account} wurde verlangt`,
    paragraphs: [
      `Jemand, der Ihr Passwort kennt, möchte sich bei ${account} mit einer anderen E-Mail-Adresse als dieser anmelden. Sie wird geändert, sobald die neue bestätigt ist.`,
      'Waren Sie es nicht, ändern Sie sofort Ihr Passwort, was es verhindert, und verständigen Sie Ihren Administrator.',
    ],
  }),
});

/** To the address as it was. */
export const emailChangedMail = defineMail<Record<never, never>>('identity.email_changed', {
  en: (_, account) => ({
    subject: `Your e-mail address for ${account} has been changed`,
    paragraphs: [
      `The sign-in at ${account} that had this e-mail address has another one now. This is the last mail about it to this address.`,
      'If it was not you, tell your administrator.',
    ],
  }),
  de: (_, account) => ({
    subject: `Ihre E-Mail-Adresse für ${account} wurde geändert`,
    paragraphs: [
      `Die Anmeldung bei ${account} mit dieser E-Mail-Adresse hat jetzt eine andere. Dies ist die letzte E-Mail dazu an diese Adresse.`,
      'Waren Sie es nicht, verständigen Sie Ihren Administrator.',
    ],
  }),
});
