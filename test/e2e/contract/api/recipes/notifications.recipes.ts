import { waitUntil } from '#libs/testing';
import type { ContextRecipes } from './recipe.js';

export const notificationsRecipes: ContextRecipes = {
  tags: ['Notifications'],
  origins: {
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
};
