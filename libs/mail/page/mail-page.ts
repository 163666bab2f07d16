import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '#libs/config';
import { contentDisposition, isLocalRequest, PAGE_POLICY } from '#libs/http';
import { KeptMails, type KeptMailView } from './kept-mails.js';
import { mailListPage, mailTextPage } from './mail-pages.js';

/** A mail is shown as a browser shows one: without scripts, and as a stranger to this origin. */
const MAIL_POLICY =
  "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/mail` in development: the mails that were kept instead of being sent. Links in them open accounts, so it serves its own machine alone. */
@Injectable()
export class MailPage implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly config: AppConfig,
    private readonly mails: KeptMails,
  ) {}

  onModuleInit(): void {
    if (!showsMails(this.config)) return;
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    fastify.get('/mail', (request, reply) =>
      this.show(request, reply, PAGE_POLICY, async () => mailListPage(await this.mails.newest())),
    );
    this.serve(fastify, '/mail/:id', PAGE_POLICY, mailTextPage);
    this.serve(fastify, '/mail/:id/html', MAIL_POLICY, ({ html }) => html);
    fastify.get<{ Params: { id: string } }>('/mail/:id/attachment', async (request, reply) => {
      const mail = isLocalRequest(request) ? await this.mails.find(request.params.id) : undefined;
      if (!mail?.attachment) return notThere(reply);
      const { fileName, content } = mail.attachment;
      // saved and never shown, whatever it is
      const headers = {
        'content-disposition': contentDisposition('attachment', fileName),
        'cache-control': 'no-store',
      };
      return reply.headers(headers).type('application/octet-stream').send(Buffer.from(content, 'base64'));
    });
  }

  private serve(fastify: FastifyInstance, path: string, policy: string, page: (mail: KeptMailView) => string): void {
    fastify.get<{ Params: { id: string } }>(path, (request, reply) =>
      this.show(request, reply, policy, async () => {
        const mail = await this.mails.find(request.params.id);
        return mail && page(mail);
      }),
    );
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    policy: string,
    page: () => Promise<string | undefined>,
  ): Promise<FastifyReply> {
    const html = isLocalRequest(request) ? await page() : undefined;
    if (html === undefined) return notThere(reply);
    const headers = { 'content-security-policy': policy, 'cache-control': 'no-store' };
    return reply.headers(headers).type('text/html; charset=utf-8').send(html);
  }
}

/** As for any address that there is not. */
function notThere(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}

/** Whether mails are kept and shown at `/mail` instead of being sent. */
export function showsMails({ nodeEnv, role, mail }: AppConfig): boolean {
  return nodeEnv === 'development' && role !== 'worker' && !mail.smtpUrl;
}
