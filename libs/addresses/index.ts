export { isIpAddress, isLoopback, isPublicAddress } from './public-address.js';
