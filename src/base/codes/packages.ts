import type { CodeText } from './code-text.ts';

/** A7xxx: the packages that a dbt project installs. */
export const packages = {
  A7001: {
    title: 'Entry of packages.yml',
    explanation:
      'An entry of packages.yml (or of packages: in dependencies.yml) is one of four: `package:` with a `version:` from the hub, `git:` with a `revision:`, `local:` with a folder, or `tarball:` with a `name:`. Each takes a few more keys, and no others.',
  },
  A7002: {
    title: 'Unknown package',
    explanation:
      'The hub has no package of this name. Names on the hub have two parts, such as dbt-labs/dbt_utils. DBT_PACKAGE_HUB_URL says which hub is asked.',
  },
  A7003: {
    title: 'Not a version',
    explanation:
      'A version is three numbers, such as 1.2.0, with one of =, >, >=, <, <= before it if it is a limit. Several limits are a list: [">=1.0.0", "<2.0.0"].',
  },
  A7004: {
    title: 'Versions that exclude each other',
    explanation:
      'A package can be installed once only, and those who ask for it want versions that no single one satisfies. Change the version in packages.yml, or take another version of the package that asks for it.',
  },
  A7005: {
    title: 'No such version',
    explanation:
      'The hub has the package, but no version in the range that is asked for; or those in the range need another version of dbt, which --no-version-check overlooks. Prereleases count only with install_prerelease: true.',
  },
  A7006: {
    title: 'git is missing',
    explanation:
      'Packages with git: are fetched with the git command, which was not found on the PATH. Install git, or take the package from the hub.',
  },
  A7007: {
    title: 'git could not fetch a package',
    explanation:
      'git refused to fetch the repository, or it has no tag, branch or commit of the name in revision:. What git said is below the message. Try the same with git ls-remote.',
  },
  A7008: {
    title: 'Package cannot be downloaded',
    explanation:
      'The address did not answer, or answered with an error. It was tried several times where that could help. Check the address and the network; DBT_PACKAGE_HUB_URL names another hub, and packages can also be taken from git or a folder.',
  },
  A7009: {
    title: 'Broken archive',
    explanation:
      'What was downloaded is not an archive (.tar.gz) with one folder in it that is a dbt project. Check the address in a browser: it often answers with a page that says why.',
  },
  A7010: {
    title: 'Two packages of one name',
    explanation:
      'Two packages have the same name in their dbt_project.yml, or a package is called as the project itself. Each name can be installed once. Often the same package is taken from the hub and, by another package, from git.',
  },
  A7011: {
    title: 'Not a package',
    explanation:
      'A package is a folder with a dbt_project.yml that has a name. With git, subdirectory: says where in the repository it is.',
  },
  A7012: {
    title: 'Answer of the hub',
    explanation:
      'The hub answered with something other than what is known of a package. DBT_PACKAGE_HUB_URL may name an address that is not a hub.',
  },
  A7013: {
    title: 'Private packages',
    explanation:
      'Packages with private: are fetched through an integration of the dbt platform, which there is not here. Use git: with the address of the repository.',
  },
  A7014: {
    title: 'Package is not pinned',
    explanation:
      'A git package without a revision, or with a branch as its revision, changes without notice. Name a tag or a commit. warn-unpinned: false below the package turns the warning off.',
  },
  A7015: {
    title: 'Several revisions of a package',
    explanation:
      'The same git repository is asked for in more than one revision, of which only one can be installed.',
  },
  A7016: {
    title: 'Lock file',
    explanation:
      'package-lock.yml cannot be used. It is written by assay deps; remove it or run assay deps --upgrade to write it anew.',
  },
  A7017: {
    title: 'Package has moved',
    explanation:
      'The hub says that the package goes by another name now. The old one still works, but gets no new versions.',
  },
  A7018: {
    title: 'Secret in a package',
    explanation:
      'The address of a package has the value of a DBT_ENV_SECRET_ variable in it. It is masked in package-lock.yml. Write {{ env_var(…) }} in packages.yml, so that the lock file has that.',
  },
} as const satisfies Record<string, CodeText>;
