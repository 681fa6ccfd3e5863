import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '@nuan/database';

/** The workspace's root folder. */
export const WORKSPACE_ROOT = resolve(__dirname, '../../..');

const SERVER_DIR = join(WORKSPACE_ROOT, 'node_modules/.cache/nuan/test-postgres');

/** Nothing in a test outlives the machine, so nothing waits for the disk. */
const VOLATILE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

let adminUrl: Promise<string> | undefined;

/** The administrator's URL of the server that tests use: `NUAN_TEST_DATABASE_URL`, or the embedded one, started when it doesn't run. */
export function testServerUrl(): Promise<string> {
  const external = process.env['NUAN_TEST_DATABASE_URL'];
  adminUrl ??=
    external === undefined || external === ''
      ? startEmbeddedPostgres({ dir: SERVER_DIR, settings: VOLATILE }).then((server) => server.adminUrl)
      : Promise.resolve(external);
  return adminUrl;
}

/** Stops the embedded test server, whoever started it; does nothing to an external one. */
export async function stopTestServer(): Promise<void> {
  adminUrl = undefined;
  if (process.env['NUAN_TEST_DATABASE_URL']) return;
  const server = await startEmbeddedPostgres({ dir: SERVER_DIR, settings: VOLATILE });
  await server.stop();
}
