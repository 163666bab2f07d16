import { AccountPreferenceService } from './application/account-preference.service.js';
import { ChoicesOfUsersService } from './application/choices-of-users.service.js';
import { MailTimesService } from './application/mail-times.service.js';
import { PreferenceService } from './application/preference.service.js';
import { NotificationDefaultController } from './http/notification-default.controller.js';
import { NotificationPreferenceController } from './http/notification-preference.controller.js';

export const preferences = {
  controllers: [NotificationPreferenceController, NotificationDefaultController],
  providers: [AccountPreferenceService, ChoicesOfUsersService, MailTimesService, PreferenceService],
};
