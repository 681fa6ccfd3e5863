import 'reflect-metadata';

import { runGateway } from './gateway.process';

void runGateway(process.env, process.argv.slice(2), __dirname);
