import { type Kwargs, TemplateError, type Value } from '../template/index.ts';

/**
 * Puts a call's arguments in the order of the function's parameters, as Python does.
 *
 * @param required how many of the parameters must be given
 * @throws TemplateError A3003 (TypeError) for too many, too few or unknown arguments
 */
export function arity(
  name: string,
  args: readonly Value[],
  kwargs: Kwargs,
  parameters: readonly string[],
  required: number,
): (Value | undefined)[] {
  if (args.length > parameters.length) {
    throw new TemplateError(
      'A3003',
      `${name}() takes at most ${parameters.length} arguments, but ${args.length} were given`,
    );
  }
  const given: (Value | undefined)[] = parameters.map((_, index) => args[index]);
  for (const [key, value] of kwargs) {
    const index = parameters.indexOf(key);
    if (index === -1)
      throw new TemplateError(
        'A3003',
        `${name}() has no argument '${key}'`,
        `it takes ${parameters.join(', ')}`,
      );
    if (index < args.length) throw new TemplateError('A3003', `${name}() was given '${key}' twice`);
    given[index] = value;
  }
  const missing = parameters.slice(0, required).filter((_, index) => given[index] === undefined);
  if (missing.length > 0) throw new TemplateError('A3003', `${name}() needs ${missing.join(' and ')}`);
  return given;
}
