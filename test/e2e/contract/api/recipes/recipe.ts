import type { Ids, Stage } from '../stage.js';

// The suites call every operation of the OpenAPI document. Most need nothing here: rows are made by POST on their
// collection, bodies from the required fields and their examples. What the document cannot tell stands beside this file,
// in one file per context.

/** How to call one operation. */
export interface Recipe {
  /** Optional fields that the body needs all the same. */
  readonly fields?: readonly string[];
  /** Groups of fields of which the body takes only one. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Instead of what the examples say. */
  readonly body?: (stage: Stage) => object | Promise<object>;
  /** Operations that the row must have been through. */
  readonly after?: readonly string[];
  /** A row to call it on, where not any row will do. */
  readonly target?: (stage: Stage) => Promise<Ids>;
  /** Ends the session of its caller, so it needs one of its own. */
  readonly ownSession?: true;
}

/** What the suites need to know of a context. */
export interface ContextRecipes {
  /** Of the documents: what stands under them is the context's. */
  readonly tags: readonly string[];
  /** By operationId. */
  readonly recipes?: Readonly<Record<string, Recipe>>;
  /** Which collection the id in a field or query parameter is of. */
  readonly references?: Readonly<Record<string, string>>;
  /**
   * How rows come about that no POST on their collection makes, or not with their id in its answer: an operation, or steps that
   * end with an id. Collections below a row are told the ids above them.
   */
  readonly origins?: Readonly<Record<string, Origin>>;
  /** How lists get one more row that have no rows of their own to make. */
  readonly growth?: Readonly<Record<string, (stage: Stage, ids: Ids) => Promise<unknown>>>;
}

export type Origin = string | ((stage: Stage, above: Ids) => Promise<string>);
