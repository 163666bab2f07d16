import { contractOf } from '../suites/contract-of.js';

contractOf('billing');
