import type { ContextRecipes } from './recipe.js';

export const assetsRecipes: ContextRecipes = {
  tags: ['Facilities', 'Equipment', 'Facilities of users'],
  recipes: {
    activateFacility: { after: ['deactivateFacility'] },
    recommissionEquipment: { after: ['decommissionEquipment'] },
  },
  references: {
    facilityId: '/v1/facilities',
    facilityIds: '/v1/facilities',
    buildingId: '/v1/buildings',
    equipmentId: '/v1/equipment',
  },
  origins: {
    '/v1/buildings': 'createBuilding',
    '/v1/users/{id}/facilities': async (stage, ids) => {
      const facilityId = await stage.fresh('/v1/facilities');
      await stage.perform('linkUserToFacility', { ids, body: { facilityId } });
      return facilityId;
    },
  },
};
