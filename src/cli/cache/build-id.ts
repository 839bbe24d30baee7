/** Which bundle this is, as the bundler writes it here; undefined where the sources run as they are. */
export const buildId: string | undefined = fromBundler('@build-id@');

function fromBundler(text: string): string | undefined {
  return text.startsWith('@') ? undefined : text;
}
