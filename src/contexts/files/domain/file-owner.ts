/** What a file is to belong to, in the field's words: `equipment`, and an id. */
export interface FileOwner {
  readonly type: string;
  readonly id: string;
  /** Only images will do. */
  readonly imagesOnly?: boolean;
}
