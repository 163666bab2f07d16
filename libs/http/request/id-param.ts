import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUuid, notFound } from '#libs/kernel';

/** A malformed id gets the same response as an unknown one. */
class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (!isUuid(value)) throw notFound();
    return value.toLowerCase();
  }
}

const pipe = new IdPipe();

/** A path parameter that is the id of a resource. */
export const IdParam =
  (
    name = 'id',
    description = 'Id of the resource',
    example = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
  ): ParameterDecorator =>
  (target, key, index) => {
    Param(name, pipe)(target, key, index);
    const documented = ApiParam({
      name,
      description,
      schema: { type: 'string', format: 'uuid' },
      example,
    });
    documented(target, key as string, Object.getOwnPropertyDescriptor(target, key as string)!);
  };
