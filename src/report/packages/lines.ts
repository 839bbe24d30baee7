import { unreachable } from '../../base/index.ts';
import type { PackageEvent, TellPackages } from '../../packages/index.ts';
import { counted } from '../format/amounts.ts';
import type { Output } from '../output.ts';

/** What a person sees while packages are installed: a line each. */
export function packagesReporter({
  notes,
  quiet,
}: {
  readonly notes: Pick<Output, 'write'>;
  readonly quiet: boolean;
}): TellPackages {
  return (event) => {
    const line = lineOf(event);
    if (line !== undefined && !quiet) notes.write(`${line}\n`);
  };
}

function lineOf(event: PackageEvent): string | undefined {
  switch (event.kind) {
    case 'no_packages':
      return 'there are no packages to install: packages.yml names none';
    case 'file_created':
      return `made ${event.file}`;
    case 'duplicate_removed':
      return `took out what was there of it: ${Object.values(event.entry).join(' ')}`;
    case 'added':
      return `added ${event.name}${event.version === undefined ? '' : ` ${event.version}`}`;
    case 'locked':
      return `wrote package-lock.yml with ${counted(event.packages, 'package')}`;
    case 'installing':
    case 'diagnosed':
    case 'updates_available':
      return undefined;
    case 'installed': {
      const { name, from, subdirectory, latest, upToDate } = event;
      const below = subdirectory === undefined ? '' : `, ${subdirectory}`;
      const newer = upToDate === false && latest !== undefined ? `   there is ${latest}` : '';
      return `installed ${name}   ${from}${below}${newer}`;
    }
    default:
      return unreachable(event);
  }
}
