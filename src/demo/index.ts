export { demoSlugs, hasSignIns, seedDemo, type DemoOptions, type DemoResult } from './seed-demo.js';
export type { DemoSignIns, SignIn, TenantSignIns, UserSignIn } from './sign-ins/sign-ins.js';
