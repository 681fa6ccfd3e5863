import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { workersSubgraph } from './workers.subgraph';

void runSubgraph(workersSubgraph, process.env, process.argv.slice(2));
