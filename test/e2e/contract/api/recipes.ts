import { randomUUID } from 'node:crypto';
import { waitUntil } from '#libs/testing';
import type { Ids, Stage } from './stage.js';

// The suites call every operation of the OpenAPI document. Most need nothing here: rows are made by POST on their
// collection, bodies from the required fields and their examples. What the document cannot tell stands in this file.

/** How to call one operation. */
export interface Recipe {
  /** Optional fields that the body needs all the same. */
  readonly fields?: readonly string[];
  /** Groups of fields of which the body takes only one. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Instead of what the examples say. */
  readonly body?: (stage: Stage) => object | Promise<object>;
  /** Operations that the row must have been through. */
  readonly after?: readonly string[];
  /** A row to call it on, where not any row will do. */
  readonly target?: (stage: Stage) => Promise<Ids>;
  /** Ends the session of its caller, so it needs one of its own. */
  readonly ownSession?: true;
}

/** Ends the kind of operations that wait for ever. */
export const UNATTENDED = '.unattended';

/** By operationId. */
export const recipes: Readonly<Record<string, Recipe>> = {
  login: {
    body: ({ tenant }) => ({ tenant: tenant.slug, email: tenant.admin.email, password: tenant.admin.password }),
  },
  refresh: { body: async (stage) => ({ refreshToken: (await stage.signIn()).refreshToken }) },
  logout: { ownSession: true },
  loginOperator: { body: (stage) => ({ ...stage.operator }) },
  refreshOperator: { body: async (stage) => ({ refreshToken: (await stage.signInOperator()).refreshToken }) },
  logoutOperator: { ownSession: true },

  activateUser: { after: ['deactivateUser'] },
  addTeamMember: { body: async (stage) => ({ userId: await stage.fresh('/v1/users') }) },

  activateFacility: { after: ['deactivateFacility'] },
  recommissionEquipment: { after: ['decommissionEquipment'] },

  createWorkOrder: {
    fields: ['equipmentId'],
    oneOf: [
      ['equipmentId', 'facilityId'],
      ['assigneeId', 'teamId'],
    ],
  },
  assignWorkOrder: { fields: ['assigneeId'], oneOf: [['assigneeId', 'teamId']] },
  unassignWorkOrder: { after: ['assignWorkOrder'] },
  startWorkOrder: { after: ['assignWorkOrder'] },
  holdWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder'] },
  resumeWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder', 'holdWorkOrder'] },
  completeWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder'] },
  reopenWorkOrder: { after: ['assignWorkOrder', 'startWorkOrder', 'completeWorkOrder'] },

  createMaintenanceSchedule: { body: () => ({ firstOccurrenceAt: '2099-01-31T09:00:00' }) },
  listMaintenanceOccurrences: { target: scheduleWithOccurrences },
  resumeMaintenanceSchedule: { after: ['pauseMaintenanceSchedule'] },
};

/** A week of dates gone by, each with its work order. */
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

/** Which collection the id in a field or query parameter is of. */
export const references: Readonly<Record<string, string>> = {
  facilityId: '/v1/facilities',
  buildingId: '/v1/buildings',
  equipmentId: '/v1/equipment',
  userId: '/v1/users',
  assigneeId: '/v1/users',
  teamLeadId: '/v1/users',
  defaultAssignedTo: '/v1/users',
  teamId: '/v1/teams',
  defaultAssignedTeam: '/v1/teams',
  maintenanceScheduleId: '/v1/maintenance-schedules',
  // of the audit log: any resource
  resourceId: '/v1/facilities',
};

/**
 * How rows come about that no POST on their collection makes, or not with their id in its answer: an operation, or steps that
 * end with an id. Collections below a row are told the ids above them.
 */
export const origins: Readonly<Record<string, string | ((stage: Stage, above: Ids) => Promise<string>)>> = {
  '/v1/buildings': 'createBuilding',

  '/v1/teams/{id}/members': async (stage, ids) => {
    const userId = await stage.fresh('/v1/users');
    await stage.perform('addTeamMember', { ids, body: { userId } });
    return userId;
  },

  '/v1/audit-logs': async (stage) => {
    await stage.fresh('/v1/facilities');
    const { json } = await stage.perform('listAuditLogs', { query: { sort: '-createdAt', limit: '1' } });
    return json.data[0].id;
  },

  // of a kind that nobody runs, or it would have ended before it is looked at
  '/v1/operations': async (stage) => {
    const { tenant, sampler } = stage;
    const row = [randomUUID(), `${sampler.marker}${UNATTENDED}`, await stage.ownId()];
    const insert = `insert into ${tenant.ref.schema}.operations (id, kind, requested_by) values ($1, $2, $3)`;
    await tenant.testApp.database.query(insert, row);
    return row[0]!;
  },

  // the caller is told of work that somebody else assigns to them
  '/v1/notifications': async (stage) => {
    const id = await stage.fresh('/v1/work-orders');
    const manager = await stage.tenant.as('manager');
    const { headers } = await manager.get(`/v1/work-orders/${id}`).expect(200);
    const assign = manager.post(`/v1/work-orders/${id}/assign`).set('If-Match', headers['etag'] as string);
    await assign.send({ assigneeId: await stage.ownId() }).expect(200);
    return waitUntil(async () => {
      const { json } = await stage.perform('listNotifications', { query: { limit: '100' } });
      return json.data.find(({ linkId }: { linkId: string }) => linkId === id)?.id as string | undefined;
    });
  },
};

/** How lists get one more row that have no rows of their own to make. */
export const growth: Readonly<Record<string, (stage: Stage, ids: Ids) => Promise<unknown>>> = {
  listWorkOrderHistory: (stage, ids) => stage.perform('updateWorkOrder', { ids }),
};

/** Says where a way to call an operation is to be written down. */
export function missing(what: string): Error {
  return new Error(`${what}\nWrite down how in test/e2e/contract/api/recipes.ts.`);
}
