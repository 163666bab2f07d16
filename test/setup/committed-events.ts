// After each test: whatever the product announced in it stands in the catalogue, with that payload.
import { takeEventFaults } from '../../libs/testing/committed-events.js';

afterEach(() => {
  const faults = takeEventFaults();
  if (faults.length > 0) throw new Error(`Events that the catalogue does not describe: ${faults.join('; ')}.`);
});
