import { defineMail } from '#libs/mail';

export type InvitationData = { token: string; inviter: string; days: number };

export const invitationMail = defineMail<InvitationData>('identity.invitation', {
  en: ({ token, inviter, days }, account) => ({
    subject: `${inviter} invites you to ${account}`,
    paragraphs: [
      `${inviter} invites you to work with ${account} in FieldPilot.`,
      `Accept the invitation and choose a password within ${days} days. If you do not know ${account}, ignore this mail.`,
    ],
    action: { label: 'Accept the invitation', path: `/accept-invitation#token=${token}` },
  }),
  de: ({ token, inviter, days }, account) => ({
    subject: `${inviter} lädt Sie zu ${account} ein`,
    paragraphs: [
      `${inviter} lädt Sie ein, mit ${account} in FieldPilot zu arbeiten.`,
      `Nehmen Sie die Einladung innerhalb von ${days} Tagen an und wählen Sie ein Passwort. Kennen Sie ${account} nicht, ignorieren Sie diese E-Mail.`,
    ],
    action: { label: 'Einladung annehmen', path: `/accept-invitation#token=${token}` },
  }),
});
