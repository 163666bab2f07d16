import { defineEvent, defineInternalEvent, facts, type DomainEvent } from '#libs/kernel';
import type { UnitOfWork } from '#libs/database';
import { eventFault, takeEventFaults, watchCommittedEvents } from './committed-events.js';

const opened = defineEvent('door.opened', 'door', {
  description: 'A door was opened.',
  payload: {
    name: facts.text('Name', 'North'),
    byId: facts.nullable(facts.uuid('Who')),
    reason: facts.optional(facts.text('Why', 'Heat')),
    floors: facts.list(facts.integer('Floor', 1), 'Floors'),
  },
});
const oiled = defineInternalEvent<{ drops: number }>('door.oiled', 'door');
const payload = { name: 'North', byId: null, floors: [1, 2] };
const id = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';
const without = (member: keyof typeof payload) => ({ ...payload, [member]: undefined }) as never;

it('passes events that are as the catalogue says, and those for the product alone', () => {
  expect(eventFault(opened.create(id, payload))).toBeNull();
  expect(eventFault(opened.create(id, { ...payload, reason: 'Smoke', byId: id }))).toBeNull();
  expect(eventFault(oiled.create(id, { drops: 3 }))).toBeNull();
});

it.each<[string, DomainEvent]>([
  ['a member is missing', opened.create(id, without('byId'))],
  ['a member has another type', opened.create(id, { ...payload, floors: ['one'] as never })],
  ['a member is no id', opened.create(id, { ...payload, byId: 'somebody' })],
  ['a member is not in the catalogue', opened.create(id, { ...payload, colour: 'red' } as never)],
  ['it is about something else', { ...opened.create(id, payload), aggregateType: 'gate' }],
  ['the catalogue does not have it', { ...opened.create(id, payload), type: 'door.painted' }],
])('finds an event where %s', (_, event) => {
  expect(eventFault(event)).toMatch(/^door\./);
});

it('watches what is committed', () => {
  const recorders: Parameters<UnitOfWork['addRecorder']>[0][] = [];
  watchCommittedEvents({ addRecorder: (recorder) => void recorders.push(recorder) });
  const events = [opened.create(id, without('name')), opened.create(id, payload)];
  recorders[0]!.committed?.({ changes: [], audits: [], events });
  expect(takeEventFaults()).toEqual(["door.opened: data must have required property 'name'"]);
  expect(takeEventFaults()).toEqual([]);
});

it('refuses a second event of the same name', () => {
  expect(() => defineEvent('door.opened', 'door', { description: 'Again.', payload: {} })).toThrow(/Two events/);
});
