// The order of spec files: those that take long begin first, or one worker would end with them while the other has nothing left to do. Jest
// knows from the run before how long each took; a fresh clone goes by what they do.
import Sequencer from '@jest/test-sequencer';

/** Milliseconds, about, of what no run has measured. Whoever starts processes and kills them takes longest. */
const expected = [
  [/-crash\.spec|generation-faults|product-process/, 90_000],
  [/contract\/contexts\/(assets|identity|work-orders)/, 60_000],
  [/shared-connections|first-start|contract\/search|contract\/limits/, 45_000],
  [/e2e\/(contract|reliability)|architecture\/(lint|boundaries)/, 25_000],
  [/\/test\//, 10_000],
];

const timeOf = ({ path, duration }) => duration ?? expected.find(([files]) => files.test(path))?.[1] ?? 1_000;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => timeOf(other) - timeOf(one));
  }
}
