/** A terminal as far as the reporter uses it: text, line breaks, up, clear to the end of the line, clear below. */
export class Screen {
  readonly columns: number;
  writes = 0;
  #rows: string[] = [''];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): void {
    this.writes++;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what this is about
    for (const [part] of text.matchAll(/\u001b\[(\d*)([A-Za-z])|[\s\S]/gu)) this.#take(part);
  }

  lines(): string[] {
    return this.text().split('\n');
  }

  text(): string {
    return this.#rows
      .map((row) => row.trimEnd())
      .join('\n')
      .trimEnd();
  }

  #take(part: string): void {
    if (part === '\n') {
      this.#row++;
      this.#column = 0;
      this.#rows[this.#row] ??= '';
    } else if (part === '\r') this.#column = 0;
    else if (part === '\u001b[K') this.#rows[this.#row] = this.#current().slice(0, this.#column);
    else if (part === '\u001b[J') {
      this.#rows[this.#row] = this.#current().slice(0, this.#column);
      this.#rows.length = this.#row + 1;
    } else if (part.startsWith('\u001b') && part.endsWith('A')) this.#row -= Number(part.slice(2, -1));
    else if (part.startsWith('\u001b'))
      throw new Error(`a terminal sequence that this screen has not: ${JSON.stringify(part)}`);
    else this.#put(part);
  }

  #put(character: string): void {
    if (this.#column === this.columns) this.#take('\n');
    const row = this.#current().padEnd(this.#column);
    this.#rows[this.#row] = row.slice(0, this.#column) + character + row.slice(this.#column + 1);
    this.#column++;
  }

  #current(): string {
    return this.#rows[this.#row] ?? '';
  }
}
