/** What Python takes for white space beyond JavaScript's `\s`: the separators of ASCII and NEL. */
const space = String.raw`\s\x1c-\x1f\x85`;

export const onlySpace = new RegExp(`^[${space}]+$`, 'u');
export const someSpace = new RegExp(`[${space}]+`);
export const leadingSpace = new RegExp(`^[${space}]+`);
export const trailingSpace = new RegExp(`[${space}]$`);
export const lastWord = new RegExp(`[^${space}]+$`);

/** Where Python's `splitlines` ends a line. */
const lineEnds = String.raw`\n\r\v\f\x1c-\x1e\x85\u2028\u2029`;

export const lineWithEnd = new RegExp(`[^${lineEnds}]*(?:\r\n|[${lineEnds}]|$)`, 'g');
export const lineEnd = new RegExp(`(?:\r\n|[${lineEnds}])$`);
