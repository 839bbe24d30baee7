import { join } from 'node:path';
import { loadProgram } from './load-program.ts';
import { tuneEngine } from './tune-engine.ts';

// Node has its own modules compiled for V8's flags as they are, so those that every command uses come before ours.
void [process.stdout, process.stderr];
// V8 keeps compiled code by the flags it was compiled with, so ours come before the program.
tuneEngine();
loadProgram(join(import.meta.dirname, 'program.js'), require);
