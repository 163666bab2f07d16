export const attachmentKinds = ['photo_before', 'photo_after', 'photo', 'signature', 'document', 'other'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** What requesters send: nobody has worked yet, and nobody signs. */
export const requestAttachmentKinds = ['photo', 'document', 'other'] as const satisfies readonly AttachmentKind[];
export type RequestAttachmentKind = (typeof requestAttachmentKinds)[number];

/** Whether only images will do. */
export function isPicture(kind: AttachmentKind): boolean {
  return kind !== 'document' && kind !== 'other';
}
