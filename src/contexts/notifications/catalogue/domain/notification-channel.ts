/** How people are told: in the list of the product, and by mail. As the tables name them. */
export const notificationChannels = ['in_app', 'email'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];
