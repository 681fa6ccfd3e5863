import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { TestTokens } from '@nuan/testing';
import { SAMPLE_DATABASES } from '../../tools/sample-data/src';

/** What makes subgraphs follow each other: fixed ports, known before any of them starts, and a token in a file. */
export async function feedEnvironment(tokens: TestTokens, dir: string): Promise<Record<string, string>> {
  const tokenFile = join(dir, 'feed-token');
  writeFileSync(tokenFile, await tokens.issue({ role: 'partner', department: 'nuan', scopes: ['changes:read'] }));
  const ports = await fixedPorts();
  const urls = SAMPLE_DATABASES.map((name) => {
    const own = `NUAN_${name.toUpperCase()}`;
    return [`${own}_URL`, `http://127.0.0.1:${ports[`${own}_PORT`]}/graphql`];
  });
  return { NUAN_FEED_TOKEN_FILE: tokenFile, NUAN_FEED_EVERY: '50ms', ...ports, ...Object.fromEntries(urls) };
}

/** A port for each subgraph, which it keeps when it is stopped and started again. */
export async function fixedPorts(): Promise<Record<string, string>> {
  const ports = await freePorts(SAMPLE_DATABASES.length);
  return Object.fromEntries(SAMPLE_DATABASES.map((name, at) => [`NUAN_${name.toUpperCase()}_PORT`, String(ports[at])]));
}

/** Ports that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
