import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

interface Range {
  readonly type: string;
  readonly quality: number;
}

/** Which of these media types an Accept header asks for first; the first of them when it does not say. */
export function preferredOf(types: readonly string[], accept = '*/*'): string {
  const ranges = accept.toLowerCase().split(',').map(rangeOf);
  // sort() keeps the order of what is wanted equally
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  const found = wanted.map(({ type }) => types.find((offered) => isIn(offered, type)));
  return found.find((type) => type !== undefined) ?? types[0]!;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { type, quality: Number(quality) || 0 };
}

function isIn(offered: string, range: string): boolean {
  return range === '*/*' || range === offered || range === `${offered.slice(0, offered.indexOf('/'))}/*`;
}

/** A parameter with the media type that the client prefers among these; what it would not take at all is refused before (406). */
export const PreferredType = (...types: readonly string[]): ParameterDecorator =>
  createParamDecorator((_data: unknown, context: ExecutionContext) =>
    preferredOf(types, context.switchToHttp().getRequest<FastifyRequest>().headers.accept),
  )();
