import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '#libs/kernel';
import type { DtoClass } from '../fields/index.js';

const pages = new Map<DtoClass, DtoClass<Page<object>>>();

/** The DTO class of a page of these items, which is a named schema in the document. */
export function pageOf<T extends object>(item: DtoClass<T>): DtoClass<Page<T>> {
  const known = pages.get(item);
  if (known) return known as DtoClass<Page<T>>;

  @ApiSchema({ name: `${item.name.replace(/Dto$/, '')}Page` })
  class PageDto {
    @ApiProperty({ description: 'The rows of this page', type: () => item, isArray: true })
    data: T[];

    @ApiProperty({
      description: 'Cursor of the next page; null on the last one',
      type: 'string',
      nullable: true,
      example: null,
    })
    nextCursor: string | null;

    @ApiProperty({
      description: 'All rows that match; only with include=total',
      type: 'integer',
      format: 'int64',
      required: false,
      example: 1,
    })
    total?: number;
  }

  pages.set(item, PageDto);
  return PageDto;
}
