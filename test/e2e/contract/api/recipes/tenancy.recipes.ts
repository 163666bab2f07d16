import type { ContextRecipes } from './recipe.js';

export const tenancyRecipes: ContextRecipes = { tags: ['Account', 'Onboarding', 'Usage'] };
