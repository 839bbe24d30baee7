import { error, fail, ok, type Result } from '../base/index.ts';
import { keyOf, nameOf, type PackageSpec } from './package-spec.ts';

/** A package with everyone's wishes about it, first come first. */
export type Requirement = readonly [PackageSpec, ...PackageSpec[]];

/** What is to be installed, by key, in the order in which it was first asked for. */
export class Requirements {
  readonly #byKey = new Map<string, [PackageSpec, ...PackageSpec[]]>();

  get size(): number {
    return this.#byKey.size;
  }

  get(spec: PackageSpec): Requirement | undefined {
    return this.#byKey.get(keyOf(spec));
  }

  *[Symbol.iterator](): Iterator<Requirement> {
    yield* this.#byKey.values();
  }

  /** A package that was asked for as something else before cannot be had as both. */
  add(spec: PackageSpec): Result<void> {
    const known = this.#byKey.get(keyOf(spec));
    if (known === undefined) {
      this.#byKey.set(keyOf(spec), [spec]);
      return ok(undefined);
    }
    if (known[0].kind !== spec.kind)
      return fail(
        error(
          'A7010',
          `'${nameOf(spec)}' is asked for as ${spec.kind}: and as ${known[0].kind}:`,
          spec.location && { location: spec.location },
        ),
      );
    known.push(spec);
    return ok(undefined);
  }

  addAll(specs: Iterable<PackageSpec>): Result<void> {
    for (const spec of specs) {
      const added = this.add(spec);
      if (!added.ok) return added;
    }
    return ok(undefined);
  }
}

/** Whether this is wished for already, in the same way. Packages may need each other in a circle. */
export const isKnown = (spec: PackageSpec, requirement: Requirement | undefined): boolean =>
  requirement?.some((other) => wishOf(other) === wishOf(spec)) === true;

function wishOf(spec: PackageSpec): string {
  if (spec.kind === 'hub') return JSON.stringify([spec.versions, spec.installPrerelease]);
  return spec.kind === 'git' ? (spec.revision ?? 'HEAD') : '';
}

/** `this project asks for >=1.0.0`, a line for each who asks. */
export const wishes = (requirement: Requirement, say: (spec: PackageSpec) => string): string[] =>
  requirement.map((spec) => `${spec.askedBy ?? 'this project'} asks for ${say(spec)}`);
