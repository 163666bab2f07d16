import { Injectable } from '@nestjs/common';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { keptMailById, keptMailList, keptMailView, type KeptMailView } from './kept-mail.queries.js';

/** Mails that were kept because no mail server is set, of all tenants and the platform. */
@Injectable()
export class KeptMailService {
  constructor(private readonly db: PlatformDb) {}

  list(request: ListRequest): Promise<Page<KeptMailView>> {
    return this.db.pageOfAll(keptMailList, request);
  }

  async get(id: string): Promise<KeptMailView> {
    const row = await this.db.one(keptMailById, { id });
    if (!row) throw notFound();
    return keptMailView(row);
  }
}
