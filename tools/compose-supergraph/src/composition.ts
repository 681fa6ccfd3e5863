import { FaultError } from '@nuan/errors';
import { composeServices } from '@theguild/federation-composition';
import { lexicographicSortSchema, buildASTSchema, parse, printSchema } from 'graphql';

import { withoutReferenceCore } from './reference-core';
import { REFERENCE, type SubgraphSdl } from './subgraph-sdl';

/** What composition makes. */
export interface Composed {
  /** What the gateway plans by. */
  readonly supergraph: string;
  /** What clients see, sorted by name so that its diff is the change of the API. */
  readonly publicSchema: string;
}

const HEADER = '# Composed by tools/compose-supergraph from apps/*/schema.graphql. Do not edit.\n\n';

/**
 * Composes the subgraphs and the reference part.
 *
 * @throws FaultError that lists every contradiction or composition error.
 */
export function compose(subgraphs: readonly SubgraphSdl[]): Composed {
  const reference = subgraphs.find(({ name }) => name === REFERENCE);
  if (!reference) throw new FaultError('apps/gateway/schema.graphql is missing: run `npx nx emit-schema gateway`.');
  const referenceDocument = parse(reference.sdl);
  const problems: string[] = [];
  const services = subgraphs.map(({ name, url, sdl }) => {
    if (name === REFERENCE) return { name, url, typeDefs: referenceDocument };
    const { document, contradictions } = withoutReferenceCore(parse(sdl), referenceDocument);
    problems.push(...contradictions.map((text) => `${name}: ${text}`));
    return { name, url, typeDefs: document };
  });
  if (problems.length > 0) throw new FaultError(`The subgraphs contradict the reference part:\n${lines(problems)}`);
  const result = composeServices(services);
  if (result.supergraphSdl === undefined || result.publicSdl === undefined) {
    throw new FaultError(`Composition fails:\n${lines((result.errors ?? []).map(({ message }) => message))}`);
  }
  const schema = lexicographicSortSchema(buildASTSchema(parse(result.publicSdl), { assumeValidSDL: true }));
  return { supergraph: `${HEADER}${result.supergraphSdl.trim()}\n`, publicSchema: `${HEADER}${printSchema(schema)}\n` };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `  - ${text}`).join('\n');
}
