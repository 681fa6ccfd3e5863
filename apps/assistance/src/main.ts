import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { assistanceSubgraph } from './assistance.subgraph';

void runSubgraph(assistanceSubgraph, process.env, process.argv.slice(2));
