import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '#libs/kernel';
import { standardProblems } from '../problem/problem.js';

/**
 * The version that the client has seen, from If-Match.
 * Only the version counts: that the answer has changed otherwise is nobody's edit.
 * @throws DomainError `request.precondition_required` without one; `*` says nothing about what was seen and counts as none.
 * `resource.stale` with a tag we did not make: in the words of RFC 9110 it is simply another one
 */
export function expectedVersion(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '' || ifMatch.trim() === '*') {
    throw new DomainError('request.precondition_required', 'precondition_required', standardProblems[428]!.detail);
  }
  const match = /^\s*"(\d{1,9})(?:-[\w-]{1,40})?"\s*$/.exec(ifMatch);
  if (!match) throw new DomainError('resource.stale', 'stale', foreignTag(ifMatch));
  return Number(match[1]);
}

/** Nobody has changed anything: "read it again" would send the client round in circles. */
function foreignTag(ifMatch: string): string {
  return ifMatch.trim().startsWith('W/')
    ? 'If-Match never matches a weak ETag. Something between us has made a weak one of ours: send it without W/.'
    : 'If-Match is no ETag of ours. Send the whole ETag that you were given, with its quotes, such as "3-Zk1vTqf0c2Bd".';
}

const fromHeader = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  expectedVersion(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

const documented = ApiHeader({
  name: 'If-Match',
  required: true,
  description: 'ETag of the version you have seen. The change is refused with 412 when the resource has moved on.',
  example: '"3-Zk1vTqf0c2Bd"',
});

/** Parameter `version: number`: what the caller believes to change. */
export const IfMatch = (): ParameterDecorator => (target, key, index) => {
  fromHeader()(target, key, index);
  documented(target, key as string, Object.getOwnPropertyDescriptor(target, key as string)!);
};
