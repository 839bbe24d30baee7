/** For what is filled in one place: setting what is there costs far less than spreading what may be there. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
