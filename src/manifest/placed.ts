import type { Diagnostic, Location } from '../base/index.ts';

/** What went wrong in a text that is in no file, said to be at the place where the text is given. */
export function placed(diagnostic: Diagnostic, locate: () => Location): Diagnostic {
  const { location, related = [], ...rest } = diagnostic;
  const inFiles = related.filter((each) => each.location.file !== '');
  return {
    ...rest,
    location: location?.file ? location : locate(),
    ...(inFiles.length > 0 && { related: inFiles }),
  };
}
