import type { Diagnostic } from '../base/index.ts';

/** What happens while packages are installed. */
export type PackageEvent =
  /** There is nothing to install: no packages.yml, or an empty one. */
  | { readonly kind: 'no_packages' }
  /** `--add-package` wrote the entry. */
  | { readonly kind: 'file_created'; readonly file: string }
  | { readonly kind: 'duplicate_removed'; readonly entry: Readonly<Record<string, unknown>> }
  | { readonly kind: 'added'; readonly name: string; readonly version?: string; readonly path: string }
  /** package-lock.yml was written. */
  | { readonly kind: 'locked'; readonly path: string; readonly packages: number }
  | { readonly kind: 'installing'; readonly name: string }
  | {
      readonly kind: 'installed';
      readonly name: string;
      /** `version 1.1.1`, `revision 4e28d6d…`, `<local @ ../shared>`, `tarball (url: …)`. */
      readonly from: string;
      readonly subdirectory?: string;
      /** Of the hub: the newest version that fits this dbt. */
      readonly latest?: string;
      readonly upToDate?: boolean;
    }
  | { readonly kind: 'updates_available'; readonly names: readonly string[] }
  | { readonly kind: 'diagnosed'; readonly diagnostic: Diagnostic };

export type TellPackages = (event: PackageEvent) => void;
