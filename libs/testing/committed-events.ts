import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { UnitOfWork } from '#libs/database';
import { announcedEvent, internalEvents, payloadSchema, type DomainEvent } from '#libs/kernel';

const ajv = formats.default(new Ajv2020({ strict: false, allErrors: true }));
const validators = new Map<string, ValidateFunction>();
const faults = new Set<string>();

/** What was wrong with events that were committed since this was asked last: not in the catalogue, or not as it says. */
export function takeEventFaults(): string[] {
  const found = [...faults];
  faults.clear();
  return found;
}

/** Looks through every event that is committed from now on. */
export function watchCommittedEvents(unitOfWork: Pick<UnitOfWork, 'addRecorder'>): void {
  unitOfWork.addRecorder({
    statements: () => [],
    committed: ({ events }) => {
      for (const event of events) {
        const fault = eventFault(event);
        if (fault) faults.add(fault);
      }
    },
  });
}

/** Null for one that is as the catalogue says. Members that it does not name are faults here, since nobody would know of them. */
export function eventFault({ type, aggregateType, payload }: DomainEvent): string | null {
  const known = announcedEvent(type);
  if (!known) return internalEvents().includes(type) ? null : `${type} is not in the catalogue`;
  if (known.aggregateType !== aggregateType) return `${type} is about a ${aggregateType}`;
  let validate = validators.get(type);
  if (!validate) {
    validate = ajv.compile({ ...payloadSchema(known.payload), additionalProperties: false });
    validators.set(type, validate);
  }
  // as it is stored
  return validate(JSON.parse(JSON.stringify(payload))) ? null : `${type}: ${ajv.errorsText(validate.errors)}`;
}
