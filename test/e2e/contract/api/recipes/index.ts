import { assetsRecipes } from './assets.recipes.js';
import { identityRecipes } from './identity.recipes.js';
import { notificationsRecipes } from './notifications.recipes.js';
import { operationsRecipes } from './operations.recipes.js';
import type { ContextRecipes } from './recipe.js';
import { workOrdersRecipes } from './work-orders.recipes.js';

export { UNATTENDED } from './operations.recipes.js';
export type { Recipe } from './recipe.js';

const contexts: readonly ContextRecipes[] = [
  identityRecipes,
  assetsRecipes,
  workOrdersRecipes,
  notificationsRecipes,
  operationsRecipes,
];

function together<K extends keyof ContextRecipes>(part: K): NonNullable<ContextRecipes[K]> {
  return Object.assign({}, ...contexts.map((context) => context[part])) as NonNullable<ContextRecipes[K]>;
}

export const recipes = together('recipes');
export const references = together('references');
export const origins = together('origins');
export const growth = together('growth');

/** Says where a way to call an operation is to be written down. */
export function missing(what: string): Error {
  return new Error(`${what}\nWrite down how in test/e2e/contract/api/recipes, in the file of the context.`);
}
