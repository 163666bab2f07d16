export { CountedSemaphore } from './counted-semaphore.js';
