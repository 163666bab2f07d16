export { doors, IsolationProbe, RIGHTS, type DoorReport, type Finding, type Pair } from './isolation-probe.js';
