import { error, fail, ok, type Result } from '../base/index.ts';
import {
  type ProjectFile,
  type PropertiesReading,
  parseProperties,
  type TextFile,
} from '../project/index.ts';
import { parseTemplate } from '../template/index.ts';
import { parseDocs } from './parse-docs.ts';
import { parseSnapshots } from './parse-snapshots.ts';
import type { ParsedFile, ParsedQuery } from './parsed-file.ts';

/** Parses one file; gives undefined for a kind of file that nothing is made of in projects of that dialect. */
export function parseFile(file: ProjectFile, reading: PropertiesReading): Result<ParsedFile | undefined> {
  const { dialect } = reading;
  switch (file.kind) {
    case 'seed':
      return ok({ kind: 'seed', file, name: baseName(file.path) });
    case 'model':
    case 'test':
    case 'analysis':
      return parseQuery(file, file.kind);
    case 'macro':
    case 'generic_test': {
      const template = parseTemplate(file.text);
      return template.ok ? ok({ kind: 'macros', file, template: template.value }) : template;
    }
    case 'properties': {
      const properties = parseProperties(file.text, reading);
      return properties.ok ? ok({ kind: 'properties', file, properties: properties.value }) : properties;
    }
    case 'snapshot':
      return dialect === 'dbt' ? parseSnapshots(file) : noSnapshots(file);
    case 'docs':
      return dialect === 'dbt' ? parseDocs(file) : ok(undefined);
    case 'python_model':
      return ok({ kind: 'python', file, name: baseName(file.path) });
    case 'fixture':
      return ok({ kind: 'fixture', file, name: baseName(file.path) });
  }
}

function parseQuery(file: TextFile, kind: ParsedQuery['kind']): Result<ParsedQuery> {
  const template = parseTemplate(file.text);
  return template.ok ? ok({ kind, file, name: baseName(file.path), template: template.value }) : template;
}

const noSnapshots = (file: TextFile) =>
  fail(
    error('A2012', `${file.path} is a snapshot, which Assay does not build yet`, {
      location: { file: file.path },
      hint: 'take it out of the snapshot folder, or make it an incremental model',
    }),
  );

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
