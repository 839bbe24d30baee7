import type { NodeId } from '../../base/index.ts';
import { entry, type LogEntry } from './log-entry.ts';

/** What a command was asked to show. */
export interface AskedFor {
  readonly id: NodeId;
  /** Absent for SQL that was given inline. */
  readonly name: string | undefined;
  readonly output: 'json' | 'text';
  /** Without a word before it. */
  readonly quiet: boolean;
}

/** The SQL of a node, as `compile` gives it. */
export function compiledAnswer(asked: AskedFor, compiled: string): LogEntry {
  const message =
    asked.output === 'json'
      ? JSON.stringify({ ...(asked.name !== undefined && { node: asked.name }), compiled }, null, 2)
      : headed(asked, 'Compiled', compiled);
  return entry('CompiledNode', message, { ...dataOf(asked), compiled });
}

/**
 * The rows of a node, as `show` gives them.
 *
 * @param preview a table, or with `--output json` a list of objects
 */
export function previewAnswer(asked: AskedFor, preview: string): LogEntry {
  const name = asked.name === undefined ? '' : `  "node": ${JSON.stringify(asked.name)},\n`;
  const message =
    asked.output === 'json'
      ? `{\n${name}  "show": ${spread(preview)}\n}`
      : headed(asked, 'Previewing', preview);
  return entry('ShowNode', message, { ...dataOf(asked), preview });
}

function headed({ name, quiet }: AskedFor, what: 'Compiled' | 'Previewing', text: string): string {
  if (quiet) return text;
  const is = what === 'Compiled' ? ' is' : '';
  return `${what} ${name === undefined ? 'inline node' : `node '${name}'`}${is}:\n${text}`;
}

const dataOf = ({ id, name, output, quiet }: AskedFor): LogEntry['data'] => ({
  unique_id: id,
  node_name: name ?? id.split('.').at(-1),
  is_inline: name === undefined,
  output_format: output,
  quiet,
});

const member = /("(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"|[^,}]*)/g;

/** A list of flat objects with a line for every member; the values stay as they are written. */
function spread(list: string): string {
  const objects = list.match(/\{(?:"(?:[^"\\]|\\.)*"|[^{}"])*\}/g) ?? [];
  if (objects.length === 0) return '[]';
  const lines = objects.map((object) => {
    const members = [...object.matchAll(member)].map(([, key, value]) => `      ${key}: ${value}`);
    return members.length === 0 ? '    {}' : `    {\n${members.join(',\n')}\n    }`;
  });
  return `[\n${lines.join(',\n')}\n  ]`;
}
