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

/** Creates one item, and returns at least its id. */
type Create<T> = (item: T) => Promise<{ readonly id: string }>;
/** Returns the new id. */
type CreateOne = (item: unknown) => Promise<string>;

const notApplied = defineProblem({
  status: 424,
  code: 'bulk.undone',
  detail: 'Another item failed, and all or nothing was asked for.',
  remedy: 'Correct the item that failed and send all of them again.',
});

/** Creates many items in one request: each item gets the result that it would have had alone. */
@Injectable()
export class Bulk {
  private readonly logger = new Logger('Bulk');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly steps: RequestSteps,
  ) {}

  async create<T extends object>(
    type: DtoClass<T>,
    { items }: BulkBody,
    { atomic }: BulkQuery,
    create: Create<T>,
  ): Promise<BulkResultDto> {
    const createOne: CreateOne = async (item) => (await create(readBody(type, item))).id;
    return { items: atomic ? await this.createAll(items, createOne) : await this.createEach(items, createOne) };
  }

  private async createEach(items: unknown[], createOne: CreateOne): Promise<BulkItemResultDto[]> {
    const results: BulkItemResultDto[] = [];
    for (const [index, item] of items.entries())
      results.push(
        await this.steps
          .once(`items/${index}`, () => createOne(item))
          .then(
            (id) => created(index, id),
            (error: unknown) => this.refused(index, error),
          ),
      );
    return results;
  }

  /** Stops at the first item that fails, because a failed transaction accepts no further statements. */
  private async createAll(items: unknown[], createOne: CreateOne): Promise<BulkItemResultDto[]> {
    const ids: string[] = [];
    const createAll = async (): Promise<string[]> => {
      for (const item of items) ids.push(await createOne(item));
      return ids;
    };
    try {
      const all = await this.steps.once('items', () => this.unitOfWork.transactional(createAll));
      return all.map((id, index) => created(index, id));
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

function created(index: number, id: string): BulkItemResultDto {
  return { index, id, status: 201, problem: null };
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
