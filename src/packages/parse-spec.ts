import { type DiagnosticParts, didYouMean, error, fail, ok, type Result } from '../base/index.ts';
import { isMapping, isSequence, type YamlMapping, type YamlValue } from '../project/index.ts';
import type { PackageSpec } from './package-spec.ts';

/** The keys of each kind of entry, the one that makes it this kind first. */
const keys = {
  package: ['package', 'version', 'install_prerelease', 'name', 'unrendered'],
  git: ['git', 'revision', 'warn-unpinned', 'warn_unpinned', 'subdirectory', 'name', 'unrendered'],
  local: ['local', 'name', 'unrendered'],
  tarball: ['tarball', 'name', 'unrendered'],
} as const;
const kinds = Object.keys(keys) as readonly (keyof typeof keys)[];

/** One entry, whose templates were evaluated already. `parts` says where it stands. */
export function parseSpec(
  rendered: YamlValue,
  written: YamlMapping,
  parts: DiagnosticParts,
  askedBy?: string,
): Result<PackageSpec> {
  const wrong = (message: string, hint?: string) =>
    fail(error('A7001', message, { ...parts, ...(hint !== undefined && { hint }) }));
  if (!isMapping(rendered)) return wrong('an entry of packages is a mapping', 'such as: - local: ../shared');
  if ('private' in rendered)
    return fail(error('A7013', `the private package '${String(rendered.private)}' cannot be fetched`, parts));
  const kind = kinds.find((name) => name in rendered);
  if (kind === undefined) {
    const hint = Object.keys(rendered)
      .map((key) => didYouMean(key, kinds))
      .find((found) => found !== undefined);
    return wrong('an entry of packages needs one of package, git, local, tarball', hint);
  }
  const unknown = Object.keys(rendered).find((key) => !(keys[kind] as readonly string[]).includes(key));
  if (unknown !== undefined)
    return wrong(
      `'${unknown}' is no key of a package with ${kind}:`,
      didYouMean(unknown, keys[kind]) ?? `there are ${keys[kind].slice(0, -1).join(', ')}`,
    );
  const main = rendered[kind];
  if (typeof main !== 'string' || main === '') return wrong(`${kind}: needs a value`);
  const base = {
    rendered,
    written,
    ...(parts.location && { location: parts.location }),
    ...(askedBy !== undefined && { askedBy }),
  };
  switch (kind) {
    case 'local':
      return ok({ ...base, kind, local: main });
    case 'tarball':
      return typeof rendered.name === 'string' && rendered.name !== ''
        ? ok({ ...base, kind, tarball: main, name: rendered.name })
        : wrong('a tarball needs name:, the folder below dbt_packages that it goes to');
    case 'package':
      return hubSpec(main, rendered, base, wrong);
    case 'git': {
      const { revision, subdirectory } = rendered;
      const warn = rendered['warn-unpinned'] ?? rendered.warn_unpinned;
      return ok({
        ...base,
        kind,
        git: main,
        ...(revision !== undefined && revision !== null && { revision: String(revision) }),
        ...(typeof subdirectory === 'string' && subdirectory !== '' && { subdirectory }),
        warnUnpinned: warn !== false,
      });
    }
  }
}

function hubSpec(
  name: string,
  rendered: YamlMapping,
  base: Pick<PackageSpec, 'rendered' | 'written'>,
  wrong: (message: string, hint?: string) => Result<PackageSpec>,
): Result<PackageSpec> {
  if (!name.includes('/'))
    return wrong(
      `'${name}' is not a name of the hub`,
      'a name has two parts, such as dbt-labs/dbt_utils; for a folder, write local:',
    );
  const { version } = rendered;
  const given = isSequence(version) ? version : [version];
  if (given.length === 0 || given.some((each) => each === undefined || each === null || each === ''))
    return wrong(`${name} needs version:`, 'such as: version: [">=1.0.0", "<2.0.0"]');
  return ok({
    ...base,
    kind: 'hub',
    package: name,
    versions: given.map(String),
    installPrerelease: rendered.install_prerelease === true,
  });
}
