import type { ContextRecipes } from './recipe.js';

export const assetsRecipes: ContextRecipes = {
  tags: ['Facilities', 'Equipment'],
  recipes: {
    activateFacility: { after: ['deactivateFacility'] },
    recommissionEquipment: { after: ['decommissionEquipment'] },
  },
  references: { facilityId: '/v1/facilities', buildingId: '/v1/buildings', equipmentId: '/v1/equipment' },
  origins: { '/v1/buildings': 'createBuilding' },
};
