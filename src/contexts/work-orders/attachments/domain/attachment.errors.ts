import { defineRefusal } from '#libs/kernel';

export const signerRequired = defineRefusal({
  code: 'attachment.signer_required',
  kind: 'invalid',
  detail: 'A signature needs the name of who signed.',
  remedy: 'Send signerName.',
  pointer: '/signerName',
});

export const attachmentOfAnother = defineRefusal({
  code: 'attachment.of_another',
  kind: 'forbidden',
  detail: 'Somebody else has added the attachment.',
  remedy: 'Ask a manager to remove it.',
});

export const attachmentRemovedTooLate = defineRefusal({
  code: 'attachment.removed_too_late',
  kind: 'conflict',
  detail: 'The attachment was added too long ago.',
  meaning: 'Whoever added an attachment can remove it within 15 minutes; afterwards others rely on it.',
  remedy: 'Ask a manager to remove it.',
  members: { removableUntil: '2026-11-24T08:15:00.000Z' },
});

/** What removing an attachment may be refused with. */
export const removalRefusals = [attachmentOfAnother, attachmentRemovedTooLate];
