/** Which bundle this is, as the bundler writes it here; undefined where the sources run as they are, as in most tests. */
export const bundle: { readonly id: string | undefined } = { id: fromBundler('@build-id@') };

function fromBundler(text: string): string | undefined {
  return text.startsWith('@') ? undefined : text;
}
