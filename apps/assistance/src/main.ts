import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { assistanceOver } from './assistance.subgraph';
import { readBankSettings } from './bank/bank.config';

void runSubgraph((env) => assistanceOver(readBankSettings(env)), process.env, process.argv.slice(2));
