import type { DtoClass } from './dto-reader.js';

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer]);

/** Interfaces, literal types and type-only imports do not exist at run time: their metadata is Object, which validates nothing. */
export function isDtoClass(metatype: unknown): metatype is DtoClass {
  return typeof metatype === 'function' && !builtIn.has(metatype);
}
