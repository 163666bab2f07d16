// After each test: whatever the product answered in it, the page of codes explains.
import { takeUnexplainedCodes } from '../../libs/testing/answered-codes.js';

afterEach(() => {
  const codes = takeUnexplainedCodes();
  if (codes.length > 0) throw new Error(`Answered, and defined nowhere: ${codes.join(', ')}.`);
});
