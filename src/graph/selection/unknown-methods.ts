import { closest, type Diagnostic, error } from '../../base/index.ts';
import type { Criterion } from './criterion.ts';
import type { Expression } from './expression.ts';
import { methodByName } from './methods/index.ts';

/** The errors for the criteria of an expression whose method does not exist. */
export function unknownMethods(expression: Expression): readonly Diagnostic[] {
  if (expression.kind !== 'criterion') return expression.parts.flatMap(unknownMethods);
  return methodByName.has(expression.method) ? [] : [unknownMethod(expression)];
}

function unknownMethod({ method, methodArguments, value, places }: Criterion): Diagnostic {
  const names = [...methodByName.keys()];
  const location = places.method ?? places.whole;
  const best = closest(method, names);
  const rest = [best, ...methodArguments].join('.');
  return error('A2111', `there is no selection method '${method}'`, {
    ...(location === undefined ? {} : { location }),
    hint: best === undefined ? `the methods are ${names.join(', ')}` : `did you mean '${rest}:${value}'?`,
  });
}
