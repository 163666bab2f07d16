import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from '#libs/http';
import { ServedFileService } from '../application/served-file.service.js';

type LinkRequest = FastifyRequest<{ Params: { id: string }; Querystring: { key?: unknown } }>;

/** `GET /files/{id}?key=…`: no operation of the API but what its answers link to, for browsers that show pictures and save files. */
@Injectable()
export class FileLinkController implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly files: ServedFileService,
  ) {}

  onModuleInit(): void {
    // a process without HTTP has no router
    const fastify = this.adapter.httpAdapter?.getInstance<Partial<FastifyInstance> | undefined>();
    fastify?.route?.({
      method: ['GET', 'HEAD'],
      url: '/files/:id',
      exposeHeadRoute: false,
      handler: (request, reply) => this.send(request as LinkRequest, reply),
    });
  }

  private async send(request: LinkRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { key } = request.query;
    const served = await this.files.open(request.params.id, typeof key === 'string' ? key : '', request.host);
    if ('file' in served) return sendFile(request, reply, served.file);
    return reply.header('cache-control', 'no-store').redirect(served.address, 302);
  }
}
