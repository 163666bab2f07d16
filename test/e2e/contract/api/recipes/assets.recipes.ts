import { waitUntil } from '#libs/testing';
import { formOf } from '../file-form.js';
import type { Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

let count = 0;

async function uploadedTable({ http, token, sampler }: Stage): Promise<string> {
  const file = { name: 'machines.csv', type: 'text/csv', content: `number,name\n${sampler.marker},Lift\n` };
  const { type, bytes: body } = formOf(file);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type };
  return (await http.send({ method: 'POST', path: '/v1/uploads', headers, body })).json.id as string;
}

export const assetsRecipes: ContextRecipes = {
  tags: ['Facilities', 'Equipment', 'Facilities of users', 'Custom fields', 'Documents'],
  recipes: {
    activateFacility: { after: ['deactivateFacility'] },
    changeEquipmentStatus: { body: ({ sampler }) => ({ status: 'shutdown', reason: `Door ${sampler.marker}` }) },
    changeManyEquipment: {
      body: async (stage) => ({
        items: [{ equipmentId: await stage.fresh('/v1/equipment'), version: 1, status: 'shutdown' }],
      }),
    },
    createCustomField: {
      body: ({ sampler }) => ({
        key: `field${Date.now().toString(36)}${(count += 1)}`,
        label: `Field ${sampler.marker}`,
        type: 'number',
      }),
    },
    // other uploads are pictures
    importEquipment: { body: async (stage) => ({ uploadId: await uploadedTable(stage) }), withPast: ['uploadId'] },
    restoreCustomField: { after: ['archiveCustomField'] },
    createDocument: {
      fields: ['equipmentId'],
      oneOf: [['equipmentId', 'facilityId']],
      body: async (stage) => ({ uploadId: await stage.fresh('/v1/uploads') }),
    },
    createEquipmentImage: { body: async (stage) => ({ uploadId: await stage.fresh('/v1/uploads') }) },
    recommissionEquipment: { after: ['decommissionEquipment'] },
  },
  references: {
    facilityId: '/v1/facilities',
    facilityIds: '/v1/facilities',
    buildingId: '/v1/buildings',
    equipmentId: '/v1/equipment',
    parentId: '/v1/equipment',
    within: '/v1/equipment',
  },
  origins: {
    '/v1/equipment/imports': async (stage) => {
      const { id } = (await stage.perform('importEquipment')).json as { id: string };
      const status = async () => (await stage.perform('getOperation', { ids: { id } })).json.status as string;
      await waitUntil(async () => (await status()) === 'succeeded');
      return id;
    },
    '/v1/buildings': 'createBuilding',
    '/v1/equipment/by-qr': async (stage) => {
      const id = await stage.fresh('/v1/equipment');
      await stage.perform('updateEquipment', { ids: { id }, body: { qrCode: id } });
      return id;
    },
    '/v1/users/{id}/facilities': async (stage, ids) => {
      const facilityId = await stage.fresh('/v1/facilities');
      await stage.perform('linkUserToFacility', { ids, body: { facilityId } });
      return facilityId;
    },
  },
  growth: {
    listEquipmentStatusChanges: async (stage, ids) => {
      for (const status of ['shutdown', 'operational'])
        await stage.perform('changeEquipmentStatus', { ids, body: { status, reason: 'Inspection' } });
    },
    listEquipmentMoves: async (stage, ids) =>
      stage.perform('updateEquipment', { ids, body: { facilityId: await stage.fresh('/v1/facilities') } }),
  },
};
