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
    createPurchaseOrder: { body: anOrder },
    updatePurchaseOrder: { fields: ['notes'], body: async (stage) => ({ lines: [await sharedLine(stage)] }) },
    orderSuggestions: { body: partToOrder },
    approvePurchaseOrder: { target: pendingOrder },
    rejectPurchaseOrder: { target: pendingOrder },
    sendPurchaseOrder: { target: orderToSend },
    receivePurchaseOrder: { target: orderedOrder, body: delivered, withPast: ['partId'] },
    returnToSupplier: { target: receivedOrder, body: delivered, withPast: ['partId', 'locationId'] },
    updatePartSupplier: { body: () => ({ isPreferred: true }) },
  },
  references: {
    partId: '/v1/parts',
    partIds: '/v1/parts',
    locationId: '/v1/stock-locations',
    fromLocationId: '/v1/stock-locations',
    replacementId: '/v1/parts',
    toLocationId: '/v1/stock-locations',
    workOrderId: '/v1/work-orders',
    supplierId: '/v1/suppliers',
    purchaseOrderId: '/v1/purchase-orders',
  },
  origins: { '/v1/stock-movements': 'receiveParts' },
  growth: {
    listStockCountLines: async (stage, ids) => recordOn(stage, ids, await stage.fresh('/v1/parts')),
    listReorderSuggestions: (stage) => stage.fresh('/v1/parts'),
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

const sharedLine = async (stage: Stage) => ({
  partId: await stage.row('/v1/parts'),
  quantity: 5,
  unitPrice: { amount: '1.50', currency: 'USD' },
});

async function anOrder(stage: Stage): Promise<object> {
  return { supplierId: await stage.row('/v1/suppliers'), currency: 'USD', lines: [await sharedLine(stage)] };
}

/** Deliveries name the parts of an order, so all orders here have the same one. */
async function delivered(stage: Stage): Promise<object> {
  return { parts: [{ partId: await stage.row('/v1/parts'), quantity: 1 }] };
}

/** As submitted by somebody else, above the limit. */
async function pendingOrder(stage: Stage): Promise<Ids> {
  const { tenant } = stage;
  const id = await stage.fresh('/v1/purchase-orders');
  const update = `update ${tenant.ref.schema}.purchase_orders set status = 'pending_approval', updated_at = now() where id = $1`;
  await tenant.testApp.database.query(update, [id]);
  return { id };
}

async function orderedOrder(stage: Stage): Promise<Ids> {
  const ids = { id: await stage.fresh('/v1/purchase-orders') };
  await stage.perform('submitPurchaseOrder', { ids });
  return ids;
}

/** Of suppliers whose address is known. */
async function orderToSend(stage: Stage): Promise<Ids> {
  const { tenant } = stage;
  const update = `update ${tenant.ref.schema}.suppliers set email = 'orders@parts.example' where email is null`;
  await tenant.testApp.database.query(update);
  return orderedOrder(stage);
}

async function receivedOrder(stage: Stage): Promise<Ids> {
  const ids = await orderedOrder(stage);
  await stage.perform('receivePurchaseOrder', { ids, body: {} });
  return ids;
}

/** Of which there are none, with somebody who sells it. */
async function partToOrder(stage: Stage): Promise<object> {
  const partId = await stage.fresh('/v1/parts');
  const unitPrice = { amount: '1.50', currency: 'USD' };
  await stage.perform('createPartSupplier', {
    body: { partId, supplierId: await stage.row('/v1/suppliers'), unitPrice },
  });
  return { partIds: [partId] };
}
