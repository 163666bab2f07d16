import { waitUntil } from '#libs/testing';
import type { Ids, Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

/** An account has a few that are enabled: those of earlier calls are not needed any more. */
async function withRoom({ tenant }: Stage): Promise<object> {
  await tenant.testApp.database.query(
    `update ${tenant.ref.schema}.webhooks set is_active = false where is_active
       and id not in (select id from ${tenant.ref.schema}.webhooks order by created_at desc limit 10)`,
  );
  return {};
}

async function pinged(stage: Stage, above: Ids): Promise<string> {
  const id = above['id'] ?? (await stage.row('/v1/webhooks'));
  const { database } = stage.tenant.testApp;
  await database.query(`update ${stage.tenant.ref.schema}.webhooks set is_active = true where id = $1`, [id]);
  return (await stage.perform('pingWebhook', { ids: { id } })).json.id as string;
}

export const notificationsRecipes: ContextRecipes = {
  tags: ['Notifications', 'Webhooks', 'Events'],
  recipes: {
    createWebhook: { body: withRoom },
    enableWebhook: { after: ['disableWebhook'] },
    // a type is named once, and the examples of all items are alike
    updateNotificationDefaults: { body: () => ({ choices: [{ type: 'task_commented', email: true }] }) },
  },
  origins: {
    '/v1/webhooks/{id}/deliveries': pinged,
    // the caller is notified of work that somebody else assigns to them
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
  },
  growth: { listWebhookDeliveries: pinged },
};
