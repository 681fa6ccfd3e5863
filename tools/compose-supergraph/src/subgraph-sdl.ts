import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of the supergraph that the gateway itself serves: core fields of `Region`, the region lists, `me`. */
export const REFERENCE = 'reference';

/** One committed schema, as composition takes it. */
export interface SubgraphSdl {
  readonly name: string;
  /** Where the subgraph listens unless the gateway is told otherwise. */
  readonly url: string;
  readonly sdl: string;
}

/** The ports of the all-in-one and of `nx serve`. */
const PORTS: Readonly<Record<string, number>> = {
  workers: 4001,
  enterprises: 4002,
  assistance: 4003,
  employment: 4004,
  migrants: 4005,
};

/** The next free port of the table, for a subgraph that a generator has just made. */
const FIRST_FREE_PORT = 4007;

/** Tag of a project that is built like a subgraph and is none: its schema is never part of the supergraph. */
const NOT_FEDERATED = 'federation:none';

/** Every committed schema under `apps`, by name, of what is part of the federation; the gateway's own is the reference part. */
export function readSubgraphs(root: string): SubgraphSdl[] {
  const apps = join(root, 'apps');
  const names = readdirSync(apps)
    .filter((name) => existsSync(join(apps, name, 'schema.graphql')))
    .filter((name) => !projectOf(join(apps, name)).includes(NOT_FEDERATED));
  return names.sort().map((app) => {
    const name = app === 'gateway' ? REFERENCE : app;
    const url = `http://127.0.0.1:${PORTS[name] ?? FIRST_FREE_PORT}/graphql`;
    return { name, url, sdl: readFileSync(join(apps, app, 'schema.graphql'), 'utf8') };
  });
}

function projectOf(dir: string): string {
  const file = join(dir, 'project.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
