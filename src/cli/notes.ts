import type { Diagnostic, Emit } from '../base/index.ts';
import { printDiagnostic } from '../report/index.ts';
import type { Terminal } from './terminal.ts';

/** What a command says besides its answer, on stderr; with `--quiet` only errors. */
export class Notes {
  readonly #terminal: Terminal;
  readonly #quiet: boolean;
  #said = false;

  constructor(terminal: Terminal, options: { readonly quiet?: boolean } = {}) {
    this.#terminal = terminal;
    this.#quiet = options.quiet === true;
  }

  say(text: string): void {
    if (!this.#quiet) this.#write(text);
  }

  /** Diagnostics are blocks of lines, with an empty line between them. */
  diagnose(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      if (this.#quiet && diagnostic.severity === 'warning') continue;
      this.#write(`${this.#said ? '\n' : ''}${printDiagnostic(diagnostic, this.#terminal.stderr)}`);
    }
  }

  /** For templates: `print()` is part of the answer, `log()` is a note. */
  readonly emit: Emit = (event) => {
    if (event.kind === 'diagnosed') this.diagnose([event.diagnostic]);
    if (event.kind !== 'said' || event.level === 'debug') return;
    if (event.print) this.#terminal.stdout.write(`${event.text}\n`);
    else this.say(event.level === 'warn' ? `warning ${event.text}` : event.text);
  };

  #write(text: string): void {
    this.#terminal.stderr.write(`${text}\n`);
    this.#said = true;
  }
}
