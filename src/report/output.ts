/** How text may look: what printing needs to know of the place it goes to. */
export interface Style {
  /** Columns that text may take before it is cut. */
  readonly columns: number;
  /** False where the locale is not UTF-8: symbols fall back to ASCII. */
  readonly unicode: boolean;
  readonly color: boolean;
}

/** A stream that is written to, handed in; only the command line makes real ones. */
export interface Output extends Style {
  write(text: string): void;
  /** A terminal, where lines can be redrawn. */
  readonly isTTY: boolean;
}

/** Repeats `action` until the function it gives back is called. Handed in so that tests can turn it by hand. */
export type Every = (milliseconds: number, action: () => void) => () => void;
