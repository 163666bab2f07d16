import { enabledChannels, type ChannelChoice } from './channel-choice.js';

const assigned = { type: 'task_assigned', channels: ['in_app', 'email'] as const };
const choice = (channel: 'in_app' | 'email', isEnabled: boolean, type = 'task_assigned'): ChannelChoice => ({
  type,
  channel,
  isEnabled,
});

it.each([
  ['nothing is chosen', [], [], ['in_app', 'email']],
  ['the account has chosen', [], [choice('email', false)], ['in_app']],
  ['the user has chosen otherwise', [choice('email', true)], [choice('email', false)], ['in_app', 'email']],
  ['each has chosen for another channel', [choice('in_app', false)], [choice('email', false)], []],
  ['what is chosen is for another type', [choice('email', false, 'stock_low')], [], ['in_app', 'email']],
])('where %s the nearest choice counts', (_, own, account, expected) => {
  expect([...enabledChannels(assigned, own, account)]).toEqual(expected);
});
