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
  (name = 'id', description = 'Id of the resource', example?: string): ParameterDecorator =>
  (target, key, index) => {
    Param(name, pipe)(target, key, index);
    const documented = ApiParam({
      name,
      description,
      // an example beside the schema gets lost
      schema: { type: 'string', format: 'uuid', ...(example !== undefined && { example }) },
    });
    documented(target, key as string, Object.getOwnPropertyDescriptor(target, key as string)!);
  };
