import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { migrantsSubgraph } from './migrants.subgraph';

void runSubgraph(migrantsSubgraph, process.env, process.argv.slice(2));
