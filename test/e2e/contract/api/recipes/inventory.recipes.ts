import type { Ids, Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

const few = { quantity: 2 };

export const inventoryRecipes: ContextRecipes = {
  tags: ['Parts', 'Stock', 'Stock counts', 'Purchasing'],
  recipes: {
    // in the currency of the amounts that are made up
    createPart: { body: () => ({ currency: 'USD' }) },
    activatePart: { after: ['deactivatePart'] },
    activateStockLocation: { after: ['deactivateStockLocation'] },
    receiveParts: { fields: ['notes'] },
    issueParts: { target: partInStock, fields: ['notes'], body: () => few, withPast: ['locationId'] },
    returnParts: { target: issuedPart, fields: ['notes'], body: () => few, withPast: ['workOrderId'] },
    adjustParts: { target: partInStock, body: () => few },
    transferParts: {
      target: partInStock,
      fields: ['notes'],
      body: async (stage) => ({ ...few, toLocationId: await stage.row('/v1/stock-locations') }),
      withPast: ['fromLocationId'],
    },
    setReorderLevel: { target: partAtLocation, fields: ['locationId'] },
    createPartReplacement: { body: async (stage) => ({ replacementId: await stage.fresh('/v1/parts') }) },
    listStockCountLines: { target: countWithLine },
    recordStockCount: { body: async (stage) => ({ partId: await stage.row('/v1/parts') }) },
    getPartStock: { target: partAtLocation },
    listStockAtLocation: { target: locationWithStock },
    listPartMovements: { target: partInStock },
    activateSupplier: { after: ['deactivateSupplier'] },
    createPartSupplier: { body: partAndSupplier },
    updatePartSupplier: { body: () => ({ isPreferred: true }) },
  },
  references: {
    partId: '/v1/parts',
    locationId: '/v1/stock-locations',
    fromLocationId: '/v1/stock-locations',
    replacementId: '/v1/parts',
    toLocationId: '/v1/stock-locations',
    workOrderId: '/v1/work-orders',
    supplierId: '/v1/suppliers',
  },
  origins: { '/v1/stock-movements': 'receiveParts' },
  growth: {
    listStockCountLines: async (stage, ids) => recordOn(stage, ids, await stage.fresh('/v1/parts')),
    listPartMovements: (stage, ids) => stage.perform('receiveParts', { ids }),
    listStockAtLocation: (stage, { id }) => receiveAt(stage, id!),
  },
};

async function partInStock(stage: Stage): Promise<Ids> {
  const ids = { id: await stage.fresh('/v1/parts') };
  await stage.perform('receiveParts', { ids, body: { quantity: 1_000 } });
  return ids;
}

async function issuedPart(stage: Stage): Promise<Ids> {
  const ids = await partInStock(stage);
  await stage.perform('issueParts', { ids, body: { quantity: 500 } });
  return ids;
}

async function countWithLine(stage: Stage): Promise<Ids> {
  const ids = { id: await stage.fresh('/v1/stock-counts') };
  await recordOn(stage, ids, await stage.fresh('/v1/parts'));
  return ids;
}

function recordOn(stage: Stage, ids: Ids, partId: string) {
  return stage.perform('recordStockCount', { ids, body: { partId, quantity: 3 } });
}

async function locationWithStock(stage: Stage): Promise<Ids> {
  const id = await stage.fresh('/v1/stock-locations');
  await receiveAt(stage, id);
  return { id };
}

async function partAtLocation(stage: Stage): Promise<Ids> {
  return receiveAt(stage, await stage.fresh('/v1/stock-locations'));
}

async function receiveAt(stage: Stage, locationId: string): Promise<Ids> {
  const ids = { id: await stage.fresh('/v1/parts') };
  await stage.perform('receiveParts', { ids, body: { ...few, locationId } });
  return ids;
}

/** New ones, since a part has each supplier once. */
async function partAndSupplier(stage: Stage): Promise<object> {
  return { partId: await stage.fresh('/v1/parts'), supplierId: await stage.fresh('/v1/suppliers') };
}
