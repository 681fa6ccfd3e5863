import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { employmentSubgraph } from './employment.subgraph';

void runSubgraph(employmentSubgraph, process.env, process.argv.slice(2));
