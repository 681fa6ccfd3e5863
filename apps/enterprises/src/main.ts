import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { enterprisesSubgraph } from './enterprises.subgraph';

void runSubgraph(enterprisesSubgraph, process.env, process.argv.slice(2));
