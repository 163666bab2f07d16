/** What a file is to belong to, in the field's words: `equipment`, and an id. */
export interface FileOwner {
  readonly type: string;
  readonly id: string;
  /** The field of the body that names the upload, for refusals; that of most is called so. */
  readonly field?: string;
  /** Only images will do. */
  readonly imagesOnly?: boolean;
}
