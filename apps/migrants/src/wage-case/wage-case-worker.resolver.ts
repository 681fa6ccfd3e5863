import { FieldResolver, Resolver, Root } from 'type-graphql';

import { Worker } from '../references/worker.reference';
import { WageCaseWorker } from './wage-case-worker.entity';

/** A worker whom a wage case names (案件职工), as the graph shows it. */
@Resolver(() => WageCaseWorker)
export class WageCaseWorkerResolver {
  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工).' })
  person(@Root() { workerId }: WageCaseWorker): Worker {
    return new Worker(workerId);
  }
}
