import { Injectable } from '@nestjs/common';
import { FileCopyService } from './application/file-copy.service.js';

/** What files say, for jobs of other contexts: it may come from another machine, so nobody asks for it in a transaction. */
@Injectable()
export class FileContentsFacade {
  constructor(private readonly copies: FileCopyService) {}

  /**
   * Lends a copy of a file that the user has uploaded and nobody has attached, at a path that is gone afterwards.
   * @throws DomainError 422 `upload.unknown`, Error in a transaction
   */
  withCopy<T>(uploadId: string, user: string | null, work: (path: string) => Promise<T>): Promise<T> {
    return this.copies.use(uploadId, user, work);
  }
}
