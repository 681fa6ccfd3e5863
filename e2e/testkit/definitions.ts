import type { SubgraphDefinition } from '@nuan/federation';
import { assistanceOver, assistanceSubgraph } from '../../apps/assistance/src/assistance.subgraph';
import { readBankSettings } from '../../apps/assistance/src/bank/bank.config';
import { employmentSubgraph } from '../../apps/employment/src/employment.subgraph';
import { enterprisesSubgraph } from '../../apps/enterprises/src/enterprises.subgraph';
import { migrantsSubgraph } from '../../apps/migrants/src/migrants.subgraph';
import { workersSubgraph } from '../../apps/workers/src/workers.subgraph';
import type { SampleDatabase } from '../../tools/sample-data/src';

/** The five subgraphs, as they run. */
export const DEFINITIONS: Readonly<Record<SampleDatabase, SubgraphDefinition>> = {
  workers: workersSubgraph,
  enterprises: enterprisesSubgraph,
  assistance: assistanceSubgraph,
  employment: employmentSubgraph,
  migrants: migrantsSubgraph,
};

/** A subgraph as its environment makes it: assistance is given its bank. */
export function definitionOf(name: SampleDatabase, env: Readonly<Record<string, string>>): SubgraphDefinition {
  return name === 'assistance' ? assistanceOver(readBankSettings(env)) : DEFINITIONS[name];
}
