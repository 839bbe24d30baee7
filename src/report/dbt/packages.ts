import type { PackageEvent } from '../../packages/index.ts';
import { entry, type LogEntry } from './log-entry.ts';

/** What dbt says while packages are installed. */
export function packageEntries(event: PackageEvent): readonly LogEntry[] {
  switch (event.kind) {
    case 'no_packages':
      return [entry('DepsNoPackagesFound', 'Warning: No packages were found in packages.yml')];
    case 'duplicate_removed': {
      const removed = JSON.stringify(event.entry);
      return [
        entry('DepsFoundDuplicatePackage', `Found duplicate package in packages.yml, removing: ${removed}`, {
          removed_package: event.entry,
        }),
      ];
    }
    case 'added': {
      const { name, version = '', path } = event;
      return [
        entry('DepsAddPackage', `Added new package ${name}@${version} to ${path}`, {
          package_name: name,
          version,
          packages_filepath: path,
        }),
      ];
    }
    case 'locked':
      return [
        entry('DepsLockUpdating', `Updating lock file in file path: ${event.path}`, {
          lock_filepath: event.path,
        }),
      ];
    case 'installing':
      return [entry('DepsStartPackageInstall', `Installing ${event.name}`, { package_name: event.name })];
    case 'installed':
      return installed(event);
    case 'updates_available': {
      const { names } = event;
      const list = `[${names.map((name) => `'${name}'`).join(', ')}]`;
      return [
        entry('Formatting', '', { msg: '' }),
        entry(
          'DepsNotifyUpdatesAvailable',
          `Updates available for packages: ${list}                 \nUpdate your versions in packages.yml, then run dbt deps`,
          { packages: names },
        ),
      ];
    }
    case 'file_created':
    case 'diagnosed':
      return [];
  }
}

function installed(event: Extract<PackageEvent, { kind: 'installed' }>): LogEntry[] {
  const { from, subdirectory, latest, upToDate } = event;
  return [
    entry('DepsInstallInfo', `Installed from ${from}`, { version_name: from }),
    ...(subdirectory === undefined
      ? []
      : [entry('DepsListSubdirectory', `and subdirectory ${subdirectory}`, { subdirectory })]),
    ...(upToDate === true ? [entry('DepsUpToDate', 'Up to date!')] : []),
    ...(upToDate === false && latest !== undefined
      ? [entry('DepsUpdateAvailable', `Updated version available: ${latest}`, { version_latest: latest })]
      : []),
  ];
}
