import type { Diagnostic } from '../base/index.ts';
import type { PackageSpec } from './package-spec.ts';

/** A package of which it is decided what exactly is installed. */
export interface Pinned {
  readonly spec: PackageSpec;
  /** What the project in it is called: the folder it is installed to. */
  readonly name: string;
  /** What it needs itself. */
  readonly needs: readonly PackageSpec[];
  /** Without its name, as package-lock.yml has it. */
  readonly locked: Readonly<Record<string, string>>;
  /** As in `Installed from …`. */
  readonly from: string;
  readonly latest?: string;
  readonly upToDate?: boolean;
  readonly subdirectory?: string;
  readonly warnings: readonly Diagnostic[];
  /** Where its files are, or how to get them. */
  readonly content:
    | { readonly kind: 'folder'; readonly path: string }
    | { readonly kind: 'link'; readonly path: string }
    | { readonly kind: 'archive'; readonly url: string };
}
