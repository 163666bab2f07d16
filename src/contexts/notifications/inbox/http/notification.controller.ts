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
  @ApiList(NotificationDto, { summary: 'List your notifications' })
  listNotifications(@Query() query: NotificationQuery): Promise<Page<NotificationDto>> {
    return this.notifications.list(listRequest(query));
  }

  @Get('unread-count')
  @SignedIn()
  @ApiRead(NotificationCountDto, { summary: 'Count your unread notifications' })
  countUnreadNotifications(): Promise<NotificationCountDto> {
    return this.notifications.unreadCount();
  }

  @Post('read-all')
  @SignedIn()
  @ApiAction(NotificationCountDto, {
    summary: 'Mark all your notifications read',
    description: 'Answers how many were unread.',
  })
  readAllNotifications(): Promise<NotificationCountDto> {
    return this.notifications.markAllRead();
  }

  @Get(':id')
  @SignedIn()
  @ApiRead(NotificationDto, { summary: 'Read one of your notifications' })
  getNotification(@IdParam() id: string): Promise<NotificationDto> {
    return this.notifications.get(id);
  }

  @Post(':id/read')
  @SignedIn()
  @ApiAction(NotificationDto, { summary: 'Mark a notification read' })
  readNotification(@IdParam() id: string): Promise<NotificationDto> {
    return this.notifications.markRead(id);
  }
}
