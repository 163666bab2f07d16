import { Controller, Get, Header, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiEventStream, ApiSection, SignedIn } from '#libs/http';
import { OpenStreamsService } from '../application/open-streams.service.js';
import { tooManyStreams, unknownStreamEvent } from '../domain/stream.errors.js';

@ApiSection('Notifications', 'What the signed-in person is told. Nobody sees another’s.')
@Controller('v1/notifications/stream')
export class NotificationStreamController {
  constructor(private readonly streams: OpenStreamsService) {}

  @Get()
  @SignedIn()
  @Header('Cache-Control', 'no-store')
  @Header('X-Accel-Buffering', 'no')
  @ApiEventStream({
    summary: 'Follow my notifications as they come',
    description:
      'Server-sent events: `ready` at once, then a `notification` for each, with the fields of one that is read by its id. Send the id of the last event as `Last-Event-ID` to go on after it: nothing is lost and nothing comes twice. The stream ends with the session, and after a quarter of an hour at the latest; connect again. A caller whose `Accept` does not name `text/event-stream` gets what there is, and the end.',
    problems: [tooManyStreams, unknownStreamEvent],
  })
  async streamNotifications(
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) { elapsedTime }: FastifyReply,
  ): Promise<StreamableFile> {
    const last = headers['last-event-id'];
    const lastEventId = typeof last === 'string' && last !== '' ? last : undefined;
    const goesOn = /\btext\/event-stream\b/i.test(headers.accept ?? '');
    const events = goesOn
      ? this.streams.follow(lastEventId, performance.now() - elapsedTime)
      : this.streams.readOnce(lastEventId);
    return new StreamableFile(await events, { type: 'text/event-stream' });
  }
}
