import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Environment } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { buildSubgraphSchema, openTrust, readDocuments, subgraphSdl } from '@nuan/federation';
import { offsetClock } from '@nuan/kernel';
import { createLogger, onShutdown } from '@nuan/telemetry';

import { StaticPages } from './edge/static-pages';
import { createGateway } from './gateway';
import { type GatewayConfig, readGatewayConfig } from './gateway.config';
import { readQuestions } from './questions';
import { referenceParts, referenceSubgraph } from './reference/reference.subgraph';

/**
 * The whole of the gateway's `main.ts`: `serve` (the default), or `schema`, which prints the SDL of the gateway's own reference
 * part. A fault of start-up is one clear line and exit code 1.
 *
 * @param dir the directory of the running file, beside or above which the supergraph and the questions lie.
 */
export async function runGateway(env: Environment, argv: readonly string[], dir: string): Promise<void> {
  const command = argv[0] ?? 'serve';
  try {
    if (command === 'schema') process.stdout.write(await referenceSdl());
    else if (command === 'serve') onShutdown(await serve(readGatewayConfig(env), join(dir, '..')));
    else throw new FaultError(`Unknown command ${command}: use serve or schema.`);
  } catch (error) {
    process.stderr.write(`gateway: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function referenceSdl(): Promise<string> {
  return subgraphSdl(await buildSubgraphSchema(referenceSubgraph, referenceParts()));
}

async function serve(config: GatewayConfig, root: string): Promise<() => Promise<void>> {
  const logger = createLogger({ name: 'gateway', level: config.logLevel });
  const [supergraph, trust, questions, documents] = await Promise.all([
    readSupergraph(join(root, 'supergraph.graphql')),
    openTrust(config.trust, logger),
    readQuestions(join(root, 'questions')),
    config.documentsFile === null ? null : readDocuments(config.documentsFile, config.documentMode),
  ]);
  const pages = config.graphiql ? pagesOf(config.graphiqlDir ?? join(root, '../graphiql/dist')) : null;
  if (config.graphiql && !pages) logger.warn('GraphiQL is not built: run `npx nx build graphiql`');
  const gateway = await createGateway({
    ...config,
    supergraph,
    verifier: trust.verifier,
    partnersNeedContract: config.trust.mode === 'production',
    introspection: config.trust.introspection,
    questions,
    documents,
    pages,
    logger,
    clock: offsetClock(config.clockOffsetMs),
    gatewaySecret: config.gatewaySecret.reveal(),
  });
  const url = await gateway.listen(config.port, config.host).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new FaultError(`Port ${config.port} is in use: stop what holds it, or set NUAN_PORT.`, { cause });
  });
  logger.info({ url, planner: gateway.planner }, 'gateway listens');
  return () => {
    trust.stop();
    return gateway.close();
  };
}

function pagesOf(dir: string): StaticPages | null {
  return existsSync(join(dir, 'index.html')) ? new StaticPages(dir) : null;
}

async function readSupergraph(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new FaultError(`${file} can't be read: compose it with \`npx nx compose compose-supergraph\`.`, { cause });
  });
}
