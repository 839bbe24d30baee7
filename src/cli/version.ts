import manifest from '../../package.json' with { type: 'json' };

/** Assay's own version. */
export const version: string = manifest.version;
