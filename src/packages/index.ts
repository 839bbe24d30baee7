export type { AddedPackage } from './add-package.ts';
export type { PackageEvent, TellPackages } from './event.ts';
export { type InstallRequest, installPackages } from './install-packages.ts';
