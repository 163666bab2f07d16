import type { ContextRecipes } from './recipe.js';

export const filesRecipes: ContextRecipes = {
  tags: ['Files'],
  references: { uploadId: '/v1/uploads', avatarUploadId: '/v1/uploads' },
};
