import type { NodeId } from '../../base/index.ts';
import type { Kept } from './kept-fingerprints.ts';

/** What is kept, as JSON: texts, most of which are there more than once, and of each node the numbers of its own. */
export interface Packed {
  readonly texts: readonly string[];
  /** Its id, inputs, hash, version and run (-1 for none), and by twos what it reads. */
  readonly nodes: readonly (readonly number[])[];
}

export function packed(kept: ReadonlyMap<NodeId, Kept>): Packed {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  };
  const nodes = [...kept].map(([id, { inputs, hash, version, run, reads }]) => [
    ...[id, inputs, hash, version].map(numberOf),
    run === undefined ? -1 : numberOf(run),
    ...reads.flat().map(numberOf),
  ]);
  return { texts: [...numbers.keys()], nodes };
}

export function unpacked({ texts, nodes }: Packed): Map<NodeId, Kept> {
  const kept = new Map<NodeId, Kept>();
  for (const numbers of nodes) {
    const [id, inputs, hash, version] = numbers.map((number) => texts[number]) as [
      string,
      string,
      string,
      string,
    ];
    const reads: [NodeId, string][] = [];
    for (let at = 5; at < numbers.length; at += 2)
      reads.push([texts[numbers[at]!]!, texts[numbers[at + 1]!]!]);
    const run = numbers[4] === -1 ? undefined : texts[numbers[4]!];
    kept.set(id, { inputs, hash, version, run, reads });
  }
  return kept;
}
