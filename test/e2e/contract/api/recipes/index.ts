import { administrationRecipes } from './administration.recipes.js';
import { assetsRecipes } from './assets.recipes.js';
import { billingRecipes } from './billing.recipes.js';
import { filesRecipes } from './files.recipes.js';
import { identityRecipes } from './identity.recipes.js';
import { inventoryRecipes } from './inventory.recipes.js';
import { notificationsRecipes } from './notifications.recipes.js';
import { operationsRecipes } from './operations.recipes.js';
import type { ContextRecipes } from './recipe.js';
import { tenancyRecipes } from './tenancy.recipes.js';
import { workOrdersRecipes } from './work-orders.recipes.js';

export { UNATTENDED } from './operations.recipes.js';
export type { Recipe } from './recipe.js';

const contexts = {
  identity: identityRecipes,
  tenancy: tenancyRecipes,
  files: filesRecipes,
  assets: assetsRecipes,
  inventory: inventoryRecipes,
  'work-orders': workOrdersRecipes,
  billing: billingRecipes,
  notifications: notificationsRecipes,
  operations: operationsRecipes,
  administration: administrationRecipes,
} satisfies Record<string, ContextRecipes>;

export type ContextName = keyof typeof contexts;
export const contextNames = Object.keys(contexts) as ContextName[];

/** The context that the operations with this tag belong to. */
export function contextOfTag(tag: string): ContextName {
  const found = contextNames.find((name) => contexts[name].tags.includes(tag));
  if (!found) throw missing(`No context has the operations under the tag "${tag}".`);
  return found;
}

function together<K extends keyof ContextRecipes>(part: K): NonNullable<ContextRecipes[K]> {
  return Object.assign({}, ...Object.values<ContextRecipes>(contexts).map((context) => context[part])) as NonNullable<
    ContextRecipes[K]
  >;
}

export const recipes = together('recipes');
export const references = together('references');
export const origins = together('origins');
export const growth = together('growth');

/** The error for an operation that cannot be called, which names the file for its recipe. */
export function missing(what: string): Error {
  return new Error(`${what}\nWrite down how in test/e2e/contract/api/recipes/<context>.recipes.ts.`);
}
