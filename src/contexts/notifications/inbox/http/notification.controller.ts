import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiRead, ApiSection, IdParam, listRequest, SignedIn, type Page } from '#libs/http';
import { NotificationService } from '../application/notification.service.js';
import { NotificationCountDto, NotificationDto, NotificationQuery } from './notification.dto.js';

@ApiSection('Notifications', 'What the signed-in person is told. Nobody sees another’s.')
@Controller('v1/notifications')
export class NotificationController {
  constructor(private readonly notifications: NotificationService) {}

  @Get()
  @SignedIn()
  @ApiList(NotificationDto, {
    summary: 'List your notifications',
    description:
      'What you have been told, the latest first; nobody sees those of others. Work that is assigned to you or your team, each step of work that you have or asked for, comments that name you and more make one each, in your language, unless you did it yourself.',
  })
  listNotifications(@Query() query: NotificationQuery): Promise<Page<NotificationDto>> {
    return this.notifications.list(listRequest(query));
  }

  @Get('unread-count')
  @SignedIn()
  @ApiRead(NotificationCountDto, {
    summary: 'Count your unread notifications',
    description: 'For the number beside a bell; with `If-None-Match` it costs next to nothing while it stays the same.',
  })
  countUnreadNotifications(): Promise<NotificationCountDto> {
    return this.notifications.unreadCount();
  }

  @Post('read-all')
  @SignedIn()
  @ApiAction(NotificationCountDto, {
    summary: 'Mark all your notifications read',
    description:
      'All that are unread have the same `readAt` from then on, also those that no page has shown. Answers how many they were.',
  })
  readAllNotifications(): Promise<NotificationCountDto> {
    return this.notifications.markAllRead();
  }

  @Get(':id')
  @SignedIn()
  @ApiRead(NotificationDto, {
    summary: 'Read one of your notifications',
    description:
      'Answers the whole message. It is read only when you mark it so. The link is null when you may no longer see what it leads to.',
  })
  getNotification(@IdParam() id: string): Promise<NotificationDto> {
    return this.notifications.get(id);
  }

  @Post(':id/read')
  @SignedIn()
  @ApiAction(NotificationDto, {
    summary: 'Mark a notification read',
    shows: { isRead: true, readAt: '2026-11-24T08:05:00.000Z' },
    description: 'Sets `isRead` and `readAt`, and counts one less as unread. Marking it again changes nothing.',
  })
  readNotification(@IdParam() id: string): Promise<NotificationDto> {
    return this.notifications.markRead(id);
  }
}
