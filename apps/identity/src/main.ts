import 'reflect-metadata';

import { runSubgraph } from '@nuan/federation';

import { readIdentitySettings } from './identity.config';
import { identityOver } from './identity.subgraph';

void runSubgraph((env) => identityOver(readIdentitySettings(env)), process.env, process.argv.slice(2));
