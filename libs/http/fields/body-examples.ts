import 'reflect-metadata';
import type { DtoClass } from './dto-reader.js';

interface BodyExamples {
  /** The one example, as it is. */
  readonly only?: object;
  /** What takes the place of the examples of fields, with the required fields alone and with all. */
  readonly minimal?: object;
  readonly full?: object;
}

const EXAMPLES = Symbol('body examples');

/** `@Example({ … })`, on the class of a body: the example of those who send it, instead of all fields with their examples. */
export function Example(only: object): ClassDecorator {
  return (type) => Reflect.defineMetadata(EXAMPLES, { only }, type);
}

/** `@Examples({ full: { code: 'B-2' } })`: where an example of a field does not do, say because what is there already has it. */
export function Examples(given: { readonly minimal?: object; readonly full?: object }): ClassDecorator {
  return (type) => Reflect.defineMetadata(EXAMPLES, given, type);
}

export function bodyExamplesOf(type: DtoClass): BodyExamples {
  return (Reflect.getOwnMetadata(EXAMPLES, type) ?? {}) as BodyExamples;
}
