export const invitationStatuses = ['pending', 'expired', 'accepted'] as const;
export type InvitationStatus = (typeof invitationStatuses)[number];

interface InvitationTimes {
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
}

export function invitationStatus({ expiresAt, acceptedAt }: InvitationTimes, now: Date): InvitationStatus {
  if (acceptedAt !== null) return 'accepted';
  return Date.parse(expiresAt) > now.getTime() ? 'pending' : 'expired';
}
