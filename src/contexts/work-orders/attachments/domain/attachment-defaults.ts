/** Values of a new attachment, where the client sends none. */
export const attachmentDefaults = { kind: 'document', isInternal: false } as const;
