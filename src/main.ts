import 'reflect-metadata';
import { runProcess } from './boot/run-process.js';

await runProcess();
