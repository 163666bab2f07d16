import type { TestTenant } from '#libs/testing';
import type { Ids, Stage } from '../stage.js';

// The suites call every operation of the OpenAPI document. Most need no recipe: rows are created by POST on their collection, bodies from
// required fields and examples. What the document cannot express is in files next to this one, one for each context.

export interface OwnCaller {
  readonly token: string;
  readonly body?: object;
  /** Where it is not that of the stage. */
  readonly tenant?: TestTenant;
}

/** How to call one operation. */
export interface Recipe {
  /** Optional fields that the body needs nevertheless. */
  readonly fields?: readonly string[];
  /** Groups of fields that exclude each other. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Fields that take ids only of rows with a past, so that one that was just created is refused. */
  readonly withPast?: readonly string[];
  /** Instead of what the examples say. */
  readonly body?: (stage: Stage) => object | Promise<object>;
  /** Operations to call on the row before. */
  readonly after?: readonly string[];
  /** How to make a suitable row, where not any row will do. */
  readonly target?: (stage: Stage) => Promise<Ids>;
  /** Whether it ends its caller's session, so that it needs one of its own. */
  readonly ownSession?: true;
  /** Somebody of its own for each call, where it changes the account of its caller: their token, and what they send. One for each body; where there is none, for all. */
  readonly caller?: (stage: Stage) => Promise<OwnCaller>;
}

/** What the suites need to know of a context. */
export interface ContextRecipes {
  /** The tags of the context in the documents. */
  readonly tags: readonly string[];
  /** By operationId. */
  readonly recipes?: Readonly<Record<string, Recipe>>;
  /** The collection that an id in a field or query parameter refers to. */
  readonly references?: Readonly<Record<string, string>>;
  /**
   * How to make rows without a POST on their collection that returns their id: an operation, or steps that end with an id. Collections
   * below a parent get the ids of its path.
   */
  readonly origins?: Readonly<Record<string, Origin>>;
  /** How to add a row to lists whose rows cannot be created directly. */
  readonly growth?: Readonly<Record<string, (stage: Stage, ids: Ids) => Promise<unknown>>>;
}

export type Origin = string | ((stage: Stage, above: Ids) => Promise<string>);
