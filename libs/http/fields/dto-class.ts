import type { DtoClass } from './dto-reader.js';

const builtIn = new Set<unknown>([String, Number, Boolean, Array, Object, Buffer]);

/** Interfaces, literal types and what is imported as a type are gone at run time: they read as Object, and check nothing. */
export function isDtoClass(metatype: unknown): metatype is DtoClass {
  return typeof metatype === 'function' && !builtIn.has(metatype);
}
