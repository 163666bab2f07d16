/** Read as a sentence: the work order that has the link … the other. */
export const linkTypes = ['follow_up_of', 'blocks', 'duplicates'] as const;
export type LinkType = (typeof linkTypes)[number];

/** Which end of the link a work order is: the sentence begins or ends with it. */
export const linkDirections = ['outgoing', 'incoming'] as const;
export type LinkDirection = (typeof linkDirections)[number];
