/** What a reader of the document needs beyond its being right. */
export interface ReadOperation {
  readonly summary: string;
  readonly description: string;
  readonly 'x-permission'?: string;
}

const FEWEST_WORDS = 12;
const permissionSentence = /Needs the permission `[a-z_]+:[a-z_]+`\.$/;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether it tells more than the summary and who may call it. */
export function saysMore({ summary, description }: ReadOperation): boolean {
  const told = wordsOf(description.trim().replace(permissionSentence, ''));
  const known = new Set(wordsOf(summary));
  return told.length >= FEWEST_WORDS && told.filter((word) => !known.has(word)).length >= FEWEST_WORDS / 2;
}

/** Permissions that no operation needs or speaks of. */
export function unusedPermissions(names: readonly string[], operations: readonly ReadOperation[]): string[] {
  const needed = new Set(operations.map((operation) => operation['x-permission']));
  const isToldOf = (name: string) => operations.some(({ description }) => description.includes(`\`${name}\``));
  return names.filter((name) => !needed.has(name) && !isToldOf(name));
}
