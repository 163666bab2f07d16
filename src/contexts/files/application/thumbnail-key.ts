/** Where the thumbnail of an image lies. */
export function thumbnailKey(storageKey: string): string {
  return `${storageKey}-thumbnail`;
}
