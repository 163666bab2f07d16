import { STATUS_CODES } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { RequestSteps } from '#libs/idempotency';
import {
  defineProblem,
  problemDraft,
  problemOf,
  problemType,
  readBody,
  type BulkBody,
  type BulkItemResultDto,
  type BulkQuery,
  type BulkResultDto,
  type DtoClass,
  type ItemProblemDto,
  type ProblemDraft,
} from '#libs/http';

/** Creates or changes what one item says, and returns at least its id. */
type Work<T> = (item: T) => Promise<{ readonly id: string }>;
/** Returns the id. */
type DoOne = (item: unknown) => Promise<string>;

/** What a single request for it would be answered. */
type Success = 200 | 201;

const notApplied = defineProblem({
  status: 424,
  code: 'bulk.undone',
  detail: 'Another item failed, and all or nothing was asked for.',
  remedy: 'Correct the item that failed and send all of them again.',
});

/** Creates or changes many items in one request: each item gets the result that it would have had alone. */
@Injectable()
export class Bulk {
  private readonly logger = new Logger('Bulk');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly steps: RequestSteps,
  ) {}

  create<T extends object>(type: DtoClass<T>, body: BulkBody, query: BulkQuery, work: Work<T>): Promise<BulkResultDto> {
    return this.run(type, body, query, work, 201);
  }

  /** For items that name what they change, with its version. */
  change<T extends object>(type: DtoClass<T>, body: BulkBody, query: BulkQuery, work: Work<T>): Promise<BulkResultDto> {
    return this.run(type, body, query, work, 200);
  }

  private async run<T extends object>(
    type: DtoClass<T>,
    { items }: BulkBody,
    { atomic }: BulkQuery,
    work: Work<T>,
    success: Success,
  ): Promise<BulkResultDto> {
    const doOne: DoOne = async (item) => (await work(readBody(type, item))).id;
    return { items: atomic ? await this.doAll(items, doOne, success) : await this.doEach(items, doOne, success) };
  }

  private async doEach(items: unknown[], doOne: DoOne, success: Success): Promise<BulkItemResultDto[]> {
    const results: BulkItemResultDto[] = [];
    for (const [index, item] of items.entries())
      results.push(
        await this.steps
          .once(`items/${index}`, () => doOne(item))
          .then(
            (id) => succeeded(index, id, success),
            (error: unknown) => this.refused(index, error),
          ),
      );
    return results;
  }

  /** Stops at the first item that fails, because a failed transaction accepts no further statements. */
  private async doAll(items: unknown[], doOne: DoOne, success: Success): Promise<BulkItemResultDto[]> {
    const ids: string[] = [];
    const inOrder = async (): Promise<string[]> => {
      for (const item of items) ids.push(await doOne(item));
      return ids;
    };
    try {
      const all = await this.steps.once('items', () => this.unitOfWork.transactional(inOrder));
      return all.map((id, index) => succeeded(index, id, success));
    } catch (error) {
      if (ids.length === items.length) throw error;
      const failed = this.refused(ids.length, error);
      return items.map((_, index) => (index === failed.index ? failed : refusal(index, problemDraft(notApplied))));
    }
  }

  private refused(index: number, error: unknown): BulkItemResultDto {
    const draft = problemOf(error, true);
    if (draft.status >= 500) {
      this.logger.error(error);
      this.steps.markIncomplete();
    }
    return refusal(index, draft);
  }
}

function succeeded(index: number, id: string, status: Success): BulkItemResultDto {
  return { index, id, status, problem: null };
}

function refusal(index: number, { status, code, detail, errors, members }: ProblemDraft): BulkItemResultDto {
  const problem = {
    ...members,
    type: problemType(code),
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...(errors && { errors }),
  };
  return { index, id: null, status, problem: problem as ItemProblemDto };
}
