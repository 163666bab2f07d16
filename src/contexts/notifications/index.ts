export { notificationsEntities } from './notifications.entities.js';
export { NotificationsModule } from './notifications.module.js';
