export { NotificationsModule } from './notifications.module.js';
export { WebhookSecretsFacade } from './webhook-secrets.facade.js';
