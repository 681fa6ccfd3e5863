import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { AssetGrant } from '../asset/asset-grant.entity';
import type { AssetGrantService } from '../asset/asset-grant.service';
import { Worker } from '../references/worker.reference';
import { Enrollment } from '../training/enrollment.entity';
import type { EnrollmentService } from '../training/enrollment.service';
import { Placement } from './placement.entity';
import type { PlacementService } from './placement.service';

/** What employment adds to a person (职工). */
@Resolver(() => Worker)
export class WorkerEmploymentResolver {
  constructor(
    private readonly enrollments: EnrollmentService,
    private readonly placements: PlacementService,
    private readonly assets: AssetGrantService,
  ) {}

  @FieldResolver(() => [Enrollment], {
    nullable: true,
    description: 'Trainings of the person (参加培训), latest first.',
  })
  trainings(@Root() worker: Worker, @Ctx() ctx: SubgraphContext): Promise<readonly Enrollment[]> {
    return ctx.load(this.enrollments.loadByPerson, worker.id);
  }

  @FieldResolver(() => Placement, {
    nullable: true,
    description: 'The latest placement (最近就业); null for who was never placed.',
  })
  placement(@Root() worker: Worker, @Ctx() ctx: SubgraphContext): Promise<Placement | null> {
    return ctx.load(this.placements.loadLatest, worker.id);
  }

  @FieldResolver(() => AssetGrant, {
    nullable: true,
    description: 'The latest productive asset given (生产资料); null for who was given none.',
  })
  asset(@Root() worker: Worker, @Ctx() ctx: SubgraphContext): Promise<AssetGrant | null> {
    return ctx.load(this.assets.loadLatest, worker.id);
  }
}
