import type { EntityTable } from '#libs/database';
import type { NotificationDefaultSchema } from '../domain/notification-default.entity.js';
import type { NotificationDefaultVersionSchema } from '../domain/notification-default-version.entity.js';
import type { NotificationPreferenceSchema } from '../domain/notification-preference.entity.js';
import type { NotificationSettingsSchema } from '../domain/notification-settings.entity.js';

export interface PreferenceTables {
  notification_preferences: EntityTable<typeof NotificationPreferenceSchema>;
  notification_defaults: EntityTable<typeof NotificationDefaultSchema>;
  notification_default_versions: EntityTable<typeof NotificationDefaultVersionSchema>;
  notification_settings: EntityTable<typeof NotificationSettingsSchema>;
}
