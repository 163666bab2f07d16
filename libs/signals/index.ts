export { Signals, type SignalHandler } from './signals.js';
export { SignalsModule } from './signals.module.js';
