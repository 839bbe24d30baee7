import { TemplateError } from './errors.ts';
import { run } from './run.ts';

/** Text as it is written, and, for the outermost one, where each piece of it came from. */
export class Output {
  text = '';
  readonly #limit = run().size;
  /** Triples: offset in the output, offset in the template, 1 for text that stands there as it is. */
  readonly marks: number[] | undefined;

  constructor(traced = false) {
    this.marks = traced ? [] : undefined;
  }

  add(text: string, start: number, verbatim: 0 | 1): void {
    if (this.marks !== undefined) this.marks.push(this.text.length, start, verbatim);
    this.text += text;
    if (this.text.length > this.#limit)
      throw new TemplateError(
        'A3022',
        `the template made more than ${this.#limit} characters`,
        'is there a loop without end?',
      );
  }
}
