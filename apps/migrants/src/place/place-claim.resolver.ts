import {
  type Connection,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Worker } from '../references/worker.reference';
import { CancelPlaceInput } from './place.inputs';
import { PlaceClaim } from './place-claim.entity';
import { PlaceClaimConnection, placeClaimList } from './place-claim.list';
import type { PlaceClaimService } from './place-claim.service';
import type { PlaceClaimWriter } from './place-claim.writer';
import { CancelPlaceResult } from './place-outcomes';

/** Claims to places and seats (名额) as the graph shows them. */
@Resolver(() => PlaceClaim)
export class PlaceClaimResolver {
  constructor(
    private readonly claims: PlaceClaimService,
    private readonly writer: PlaceClaimWriter,
  ) {}

  @Query(() => PlaceClaimConnection, {
    description:
      'Claims to places and seats of the viewer’s regions (名额列表), by number of the place unless asked otherwise.',
  })
  placeClaims(
    @Arg('where', () => placeClaimList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [placeClaimList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<PlaceClaim>> {
    return this.claims.list(ctx.viewer, { where, orderBy, ...page });
  }

  @Mutation(() => CancelPlaceResult, {
    description:
      'Gives a place, a seat or a waiting number back (取消名额); in the same act a place goes to the first on the waiting list.',
  })
  cancelPlace(
    @Arg('input', () => CancelPlaceInput, { description: 'Which claim (名额).' }) input: CancelPlaceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PlaceClaim | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (职工).' })
  person(@Root() claim: PlaceClaim): Worker {
    return new Worker(claim.workerId);
  }
}
