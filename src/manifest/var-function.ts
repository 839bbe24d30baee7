import { SourceText } from '../base/index.ts';
import type { YamlMapping } from '../project/index.ts';
import {
  type Globals,
  HostFunction,
  type PyObject,
  parseTemplate,
  renderInside,
  TemplateError,
  type Value,
} from '../template/index.ts';
import { arity } from './arity.ts';
import { fromYaml } from './yaml-values.ts';

export interface VarOptions {
  /** What to do about a name without a value. */
  readonly hint?: (name: string) => string;
  /** The project file, for messages. */
  readonly file?: string;
  /** What there is for a name without a value; without it that is an error. */
  readonly missing?: Value;
  /** Whether the templates in values are evaluated. */
  readonly templates?: boolean;
}

/** `var(name, default)`, and `var.has_var(name)`. */
export class VarFunction implements PyObject {
  readonly typeName = 'Var';
  readonly #values: ReadonlyMap<string, Value>;
  readonly #options: VarOptions;
  readonly #scope: (() => Globals) | undefined;

  constructor(
    vars: YamlMapping | ReadonlyMap<string, Value>,
    options: VarOptions = {},
    scope?: () => Globals,
  ) {
    this.#values =
      vars instanceof Map
        ? vars
        : new Map(Object.entries(vars as YamlMapping).map(([name, value]) => [name, fromYaml(value)]));
    this.#options = options;
    this.#scope = scope;
  }

  /** The same vars, as templates see them that have these names: the templates in values see them too. */
  seenFrom(scope: () => Globals): VarFunction {
    return this.#options.templates === true ? new VarFunction(this.#values, this.#options, scope) : this;
  }

  call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
    const [name, fallback] = arity('var', args, kwargs, ['var_name', 'default'], 1);
    const value = this.#values.get(String(name));
    if (value !== undefined) return this.#rendered(value);
    if (fallback !== undefined) return fallback;
    const { missing, file = 'project.yml', hint } = this.#options;
    if (missing !== undefined) return missing;
    throw new TemplateError(
      'A2030',
      `the var '${String(name)}' has no value`,
      hint?.(String(name)) ??
        `give it one under 'vars:' in ${file}, with --vars '${String(name)}: …', or a default: var('${String(name)}', …)`,
    );
  }

  getAttr(name: string): Value | undefined {
    if (name !== 'has_var') return undefined;
    return new HostFunction('has_var', ([key]) => this.#values.has(String(key)));
  }

  #rendered(value: Value): Value {
    const scope = this.#scope;
    if (scope === undefined || typeof value !== 'string' || !/\{[{%#]/.test(value)) return value;
    const template = parseTemplate(new SourceText('', value));
    if (template.ok) return renderInside(template.value, scope(), { undefined: 'execute' });
    const { code, message, hint, detail } = template.diagnostics[0]!;
    throw new TemplateError(code, message, hint, detail);
  }
}
