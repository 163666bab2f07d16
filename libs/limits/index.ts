export { CallMeter, type CallCount, type CallExchange, type CallGrant } from './call-meter.js';
export { KnownDevices } from './known-devices.js';
export { LimitsModule } from './limits.module.js';
export { MonthQuotas } from './month-quotas.js';
export { networkOf } from './network.js';
