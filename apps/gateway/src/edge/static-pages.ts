import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of a built page, kept in memory: there are few, and a look-up by name can't leave the directory. */
interface Page {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer | null;
  readonly isImmutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.ttf']);

/** What a page of ours may load: itself, and nothing from anywhere else. The editor needs workers from blobs and inline styles. */
const CONTENT_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** A directory of static files, read once at start. */
export class StaticPages {
  private readonly pages = new Map<string, Page>();

  constructor(dir: string) {
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      this.pages.set(`/${relative(dir, file).split(sep).join('/')}`, pageOf(file));
    }
  }

  /** Sends the file under `path`; false when there is none. */
  send(response: ServerResponse, path: string, acceptsGzip: boolean): boolean {
    const page = this.pages.get(path);
    if (!page) return false;
    const isGzipped = acceptsGzip && page.gzipped !== null;
    const body = isGzipped && page.gzipped ? page.gzipped : page.plain;
    response.setHeader('content-type', page.type);
    response.setHeader('content-length', body.length);
    response.setHeader('content-security-policy', CONTENT_POLICY);
    response.setHeader('cache-control', page.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (isGzipped) response.setHeader('content-encoding', 'gzip');
    response.writeHead(200).end(body);
    return true;
  }
}

function pageOf(file: string): Page {
  const plain = readFileSync(file);
  const extension = extname(file);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    plain,
    gzipped: COMPRESSED.has(extension) && plain.length > 1024 ? gzipSync(plain, { level: 6 }) : null,
    // Built files carry a hash of their content in their name, so a name never changes its meaning.
    isImmutable: file.includes(`${sep}assets${sep}`),
  };
}
