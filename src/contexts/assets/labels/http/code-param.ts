import { Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { notFound } from '#libs/kernel';

const MAX_LENGTH = 255;
/** What PostgreSQL takes for no text. */
const unstorable = /[\0\ud800-\udfff]/u;

/** What cannot be a code gets the same response as an unknown one. */
class CodePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (value.length > MAX_LENGTH || unstorable.test(value)) throw notFound();
    return value;
  }
}

const pipe = new CodePipe();

/** The path parameter of what was scanned. */
export const CodeParam = (): ParameterDecorator => (target, key, index) => {
  Param('code', pipe)(target, key, index);
  const documented = ApiParam({
    name: 'code',
    description: 'Last part of the address in the printed code, or the content of `qrCode`',
    schema: { type: 'string', minLength: 1, maxLength: MAX_LENGTH, example: 'FP-HH-01' },
  });
  documented(target, key as string, Object.getOwnPropertyDescriptor(target, key as string)!);
};
