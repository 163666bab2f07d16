// Before each spec file: tells libs/testing which application it boots. Nothing of it is loaded until a spec asks for it.
import { registerApplication } from '../../libs/testing/application-under-test.js';

registerApplication(async () => (await import('./application-under-test.js')).applicationUnderTest);
