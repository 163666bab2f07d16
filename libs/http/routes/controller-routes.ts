import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

/** A handler of a controller as Nest's decorators describe it. */
export interface ControllerRoute {
  readonly controller: Type;
  readonly name: string;
  readonly handler: () => unknown;
  readonly paths: readonly string[];
  /** In upper case. */
  readonly method: string;
  readonly parameters: readonly HandlerParameter[];
}

export interface HandlerParameter {
  /** Nest's number for the kind of parameter, such as 3 for the body; undefined for custom decorators. */
  readonly kind: number | undefined;
  readonly data: unknown;
  /** The declared class, such as a DTO. */
  readonly type: unknown;
}

/** Nest's number for the body. */
export const BODY = 3;
/** Nest's number of a handler's query. */
export const QUERY = 4;

const scanner = new MetadataScanner();

export function controllerRoutes(app: INestApplicationContext): ControllerRoute[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = new Set(
    modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype as Type)),
  );
  return [...controllers].flatMap(routesOf);
}

function routesOf(controller: Type): ControllerRoute[] {
  const prototype = controller.prototype as Record<string, () => unknown>;
  return scanner
    .getAllMethodNames(prototype)
    .filter((name) => Reflect.hasMetadata(METHOD_METADATA, prototype[name]!))
    .map((name) => ({
      controller,
      name,
      handler: prototype[name]!,
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, prototype[name]!) as RequestMethod],
      paths: joinPaths(
        Reflect.getMetadata(PATH_METADATA, controller),
        Reflect.getMetadata(PATH_METADATA, prototype[name]!),
      ),
      parameters: parametersOf(controller, name),
    }));
}

function parametersOf(controller: Type, name: string): HandlerParameter[] {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as unknown[];
  return Object.entries(metadata).map(([key, { index, data }]) => {
    const kind = Number(key.slice(0, key.indexOf(':')));
    return { kind: Number.isNaN(kind) ? undefined : kind, data, type: types[index] };
  });
}

function joinPaths(prefixes: unknown, paths: unknown): string[] {
  return list(prefixes).flatMap((prefix) =>
    list(paths).map((path) => `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
  );
}

function list(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value ?? '']) as string[];
}
