/** What dbt calls the database of a path: the file's name up to its first dot, `memory` for none. */
export function databaseOf(path: string | undefined): string {
  if (path === undefined || path === ':memory:') return 'memory';
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(path)?.[1]?.toLowerCase();
  const bare = (scheme === undefined ? path : path.slice(scheme.length + 1)).replace(/[?#].*$/, '');
  const base = bare.slice(bare.lastIndexOf('/') + 1);
  if (scheme === 'md' || scheme === 'motherduck') return stem(base) || 'my_db';
  if (scheme === 'ducklake')
    return stem(base)
      .replace(/^[a-z][a-z0-9+.-]*:/i, '')
      .replace(/[?#].*$/, '');
  return base.replace(/^\.+/, '').split('.')[0]!;
}

const stem = (name: string): string => name.replace(/(.)\.[^.]*$/, '$1');
