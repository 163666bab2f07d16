import { DomainError, type FieldError } from '#libs/kernel';
import { fieldsOf, readDto, UNKNOWN_FIELD, type DtoClass } from '../fields/index.js';

const UNKNOWN_PARAMETER = 'request.unknown_parameter';
const REPEATED_PARAMETER = 'request.repeated_parameter';

const details: Readonly<Record<string, string>> = {
  [UNKNOWN_PARAMETER]: 'The request has parameters that this address does not take.',
  [REPEATED_PARAMETER]: 'A parameter is given more than once. Several values go into one, separated by commas.',
  'request.invalid_parameter': 'Some parameters are wrong; see errors.',
};

/**
 * Query parameters arrive as text: each becomes what a JSON body would have carried, then the rules of bodies apply.
 * @throws DomainError 400 naming every fault; there is no 422 for parameters
 */
export function readQuery<T extends object>(type: DtoClass<T>, query: Readonly<Record<string, string | string[]>>): T {
  const faults: FieldError[] = [];
  const fields = fieldsOf(type);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(query)) {
    const text = query[name]!;
    if (typeof text === 'string') values[name] = fields.get(name)?.rule.kind.fromText?.(text) ?? text;
    else faults.push({ pointer: `/${name}`, code: REPEATED_PARAMETER, detail: 'must be given once' });
  }
  if (faults.length > 0) throw refused(faults);
  const dto = readDto(type, values, '', faults);
  if (faults.length === 0) return dto;
  throw refused(
    faults.map((each) =>
      each.code === UNKNOWN_FIELD ? { ...each, code: UNKNOWN_PARAMETER, detail: 'is not a parameter here' } : each,
    ),
  );
}

function refused(errors: FieldError[]): DomainError {
  const code =
    [UNKNOWN_PARAMETER, REPEATED_PARAMETER].find((known) => errors.some((error) => error.code === known)) ??
    'request.invalid_parameter';
  return new DomainError(code, 'malformed', details[code]!, { errors: errors.slice(0, 100) });
}
