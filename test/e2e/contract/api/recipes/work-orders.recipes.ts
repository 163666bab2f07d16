import type { Ids, Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

export const workOrdersRecipes: ContextRecipes = {
  tags: ['Work orders', 'Work logs', 'Labour rates', 'Maintenance schedules', 'Service requests', 'Reports'],
  recipes: {
    createWorkOrder: {
      fields: ['equipmentId'],
      oneOf: [
        ['equipmentId', 'facilityId'],
        ['assigneeId', 'teamId'],
      ],
    },
    assignWorkOrder: { fields: ['assigneeId'], oneOf: [['assigneeId', 'teamId']] },
    unassignWorkOrder: { after: ['assignWorkOrder'] },
    // times of the examples are long past
    startWorkOrder: { after: ['assignWorkOrder'], body: () => ({ startedAt: undefined }) },
    holdWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder'] },
    resumeWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder', 'holdWorkOrder'] },
    completeWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder'], body: () => ({ completedAt: undefined }) },
    reopenWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder', 'completeWorkOrder'] },
    getWorkOrderParts: { target: workOrderWithParts },
    createWorkOrderAttachment: { body: newUpload },
    createWorkOrderLink: { body: async (stage) => ({ workOrderId: await stage.fresh('/v1/work-orders') }) },
    createWorkOrderHelper: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },
    createFollowUp: { oneOf: [['assigneeId', 'teamId']] },
    assignWorkOrders: {
      oneOf: [['assigneeId', 'teamId']],
      body: async (stage) => ({ items: [{ ...(await newOrder(stage)), assigneeId: await stage.row('/v1/users') }] }),
    },
    cancelWorkOrders: {
      body: async (stage) => ({ items: [{ ...(await newOrder(stage)), reason: 'Reported twice' }] }),
    },
    rescheduleWorkOrders: {
      body: async (stage) => ({ items: [{ ...(await newOrder(stage)), dueAt: '2099-01-01T00:00:00Z' }] }),
    },
    prioritiseWorkOrders: { body: async (stage) => ({ items: [{ ...(await newOrder(stage)), priority: 'low' }] }) },
    planWorkOrderParts: { target: workOrderWithParts, body: few },
    releaseWorkOrderParts: { target: workOrderWithParts, body: partInUse, withPast: ['partId', 'locationId'] },
    useWorkOrderParts: { target: workOrderWithParts, body: few, withPast: ['partId', 'locationId'] },
    returnWorkOrderParts: { target: workOrderWithParts, body: few, withPast: ['partId'] },

    arriveAtWorkOrder: { body: () => ({ closeOpen: true }) },
    // times of the examples are long past
    departFromWorkOrder: { target: visitOfAnother, body: () => ({ departedAt: undefined }) },
    correctWorkLog: { fields: ['notes'], body: () => ({ arrivedAt: undefined, departedAt: undefined }) },

    // one for each user and day
    createLabourRate: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },
    updateLabourRate: { body: () => ({ hourlyRate: { amount: '61.50', currency: 'EUR' } }) },

    createServiceRequestAttachment: { body: newUpload },
    createServiceRequest: { fields: ['equipmentId'], oneOf: [['equipmentId', 'facilityId']] },
    convertServiceRequest: { after: ['approveServiceRequest'], oneOf: [['assigneeId', 'teamId']] },
    reopenServiceRequest: { target: completedRequest },
    rateServiceRequest: { target: completedRequest },

    createMaintenanceSchedule: { body: () => ({ firstOccurrenceAt: '2099-01-31T09:00:00' }) },
    listMaintenanceOccurrences: { target: scheduleWithOccurrences },
    skipMaintenanceOccurrence: { target: scheduleOf2099, body: () => ({ occurrenceAt: '2099-01-31T09:00:00Z' }) },
    resumeMaintenanceSchedule: { after: ['pauseMaintenanceSchedule'] },
  },
  references: {
    assigneeId: '/v1/users',
    defaultAssignedTo: '/v1/users',
    defaultAssignedTeam: '/v1/teams',
    maintenanceScheduleId: '/v1/maintenance-schedules',
    mentions: '/v1/users',
    technicianId: '/v1/users',
    requestedById: '/v1/users',
  },
  origins: { '/v1/work-logs': 'arriveAtWorkOrder', '/v1/cost-lines': 'addCostLine' },
  growth: {
    listWorkOrderHistory: (stage, ids) => stage.perform('updateWorkOrder', { ids }),
    listServiceRequestHistory: (stage, ids) => stage.perform('updateServiceRequest', { ids }),
  },
};

/** Open until the technician departs: the next arrival of the caller does not end it. */
async function visitOfAnother(stage: Stage): Promise<Ids> {
  const ids = { id: await stage.fresh('/v1/work-orders') };
  const body = { technicianId: await stage.fresh('/v1/users') };
  const { json } = await stage.perform('arriveAtWorkOrder', { ids, body });
  return { id: json.id };
}

async function newUpload(stage: Stage) {
  return { uploadId: await stage.fresh('/v1/uploads') };
}

async function newOrder(stage: Stage) {
  return { workOrderId: await stage.fresh('/v1/work-orders'), version: 1 };
}

async function partInUse(stage: Stage) {
  return { partId: await stage.row('/v1/parts') };
}

async function few(stage: Stage) {
  return { ...(await partInUse(stage)), quantity: 2 };
}

/** Plans some of the part that `partInUse` names, and has used some; there are many more. */
async function workOrderWithParts(stage: Stage): Promise<Ids> {
  const { partId } = await partInUse(stage);
  const ids = { id: await stage.fresh('/v1/work-orders') };
  await stage.perform('receiveParts', { ids: { id: partId }, body: { quantity: 10_000 } });
  await stage.perform('planWorkOrderParts', { ids, body: { partId, quantity: 1_000 } });
  await stage.perform('useWorkOrderParts', { ids, body: { partId, quantity: 500 } });
  return ids;
}

/** In UTC, whatever the zone of the facility. */
async function scheduleOf2099(stage: Stage): Promise<Ids> {
  const body = await stage.body(stage.api.operation('createMaintenanceSchedule'));
  const { json } = await stage.perform('createMaintenanceSchedule', { body: { ...body, timezone: 'UTC' } });
  return { id: json.id };
}

/** A week of past dates, each with its work order. */
async function scheduleWithOccurrences(stage: Stage): Promise<Ids> {
  const body = await stage.body(stage.api.operation('createMaintenanceSchedule'));
  const weekAgo = new Date(Date.now() - 6.5 * 86_400_000).toISOString().slice(0, 19);
  const daily = {
    frequencyType: 'daily',
    firstOccurrenceAt: weekAgo,
    timezone: 'UTC',
    catchUp: 'all',
    overlap: 'allow',
  };
  const { json } = await stage.perform('createMaintenanceSchedule', { body: { ...body, ...daily } });
  await stage.perform('generateFromMaintenanceSchedule', { ids: { id: json.id } });
  return { id: json.id };
}

/** One whose work is done. */
async function completedRequest(stage: Stage): Promise<Ids> {
  const ids = { id: (await stage.perform('createServiceRequest')).json.id };
  await stage.perform('approveServiceRequest', { ids });
  const workOrder = { id: (await stage.perform('convertServiceRequest', { ids })).json.id };
  await stage.perform('startWorkOrder', { ids: workOrder });
  await stage.perform('completeWorkOrder', { ids: workOrder });
  return ids;
}
