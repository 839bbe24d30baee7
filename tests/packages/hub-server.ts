import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';

export interface ServedPackage {
  readonly name: string;
  readonly packages?: readonly object[];
  readonly require_dbt_version?: readonly string[] | string;
  /** The files of the archive; without them its address answers 404. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the archive's address answers instead. */
  readonly body?: string | Uint8Array;
}

/** A hub on this machine: packages by their names on it and their versions. */
export async function serveHub(
  packages: Readonly<Record<string, Readonly<Record<string, ServedPackage>>>>,
  more: Readonly<Record<string, string | number | Uint8Array>> = {},
) {
  const asked: string[] = [];
  const archives = new Map<string, Uint8Array>();
  for (const [id, versions] of Object.entries(packages))
    for (const [version, { files, name, body }] of Object.entries(versions)) {
      const path = `/archives/${id.replace('/', '.')}.${version}.tar.gz`;
      if (body !== undefined) archives.set(path, Buffer.from(body));
      else if (files !== undefined) archives.set(path, await archive(`${name}-${version}`, files));
    }
  const server = createServer((request, answer) => {
    const url = request.url ?? '';
    asked.push(url);
    const json = (value: unknown) => answer.end(JSON.stringify(value));
    const given = more[url];
    if (typeof given === 'number') {
      answer.statusCode = given;
      answer.end();
    } else if (given !== undefined) answer.end(given);
    else if (url === '/api/v1/index.json') json(Object.keys(packages));
    else if (archives.has(url)) answer.end(archives.get(url));
    else {
      const id = /^\/api\/v1\/(.*)\.json$/.exec(url)?.[1] ?? '';
      const versions = packages[id];
      if (versions === undefined) {
        answer.statusCode = 404;
        answer.end('not found');
        return;
      }
      json({
        namespace: id.split('/')[0],
        name: id.split('/')[1],
        versions: Object.fromEntries(
          Object.entries(versions).map(([version, { name, packages: needs, require_dbt_version }]) => [
            version,
            {
              name,
              version,
              packages: needs ?? [],
              ...(require_dbt_version !== undefined && { require_dbt_version }),
              downloads: { tarball: `${address}archives/${id.replace('/', '.')}.${version}.tar.gz` },
            },
          ]),
        ),
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { address, asked, close: () => server.close() };
}

/** A .tar.gz with one folder. */
export async function archive(folder: string, files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([path, text]) => ({
    header: { name: folder === '' ? path : `${folder}/${path}`, size: Buffer.byteLength(text) },
    body: text,
  }));
  return gzipSync(await packTar(entries));
}
