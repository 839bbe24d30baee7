import type { Output } from './output.ts';
import type { Globals } from './template.ts';
import type { Value } from './values/value.ts';

/** The values of one run through a block: a slot is undefined until its name is set. */
export class Frame {
  readonly parent: Frame | undefined;
  readonly globals: Globals;
  readonly slots: (Value | undefined)[] = [];

  constructor(parent: Frame | undefined, globals: Globals) {
    this.parent = parent;
    this.globals = globals;
  }

  inner(): Frame {
    return new Frame(this, this.globals);
  }

  /** The frame so many blocks around this one. */
  up(count: number): Frame {
    let frame: Frame = this;
    for (let i = 0; i < count; i++) frame = frame.parent!;
    return frame;
  }
}

/** An expression made ready to run. */
export type Evaluate = (frame: Frame) => Value;

/** How a statement ended: 0 as usual, 1 with `break`, 2 with `continue`. */
export type Jump = 0 | 1 | 2;

/** Statements made ready to run. */
export type Execute = (frame: Frame, out: Output) => Jump;
