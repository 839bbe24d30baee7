import type { ProjectFile } from '../../project/index.ts';

/** A template that draws lots says something else each time. */
export const isRandom = (file: ProjectFile): boolean =>
  file.kind !== 'seed' && drawsLots.test(file.text.text);

export const drawsLots = /\|\s*random|['"]random['"]/;
