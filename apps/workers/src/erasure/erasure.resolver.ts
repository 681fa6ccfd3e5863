import {
  type Connection,
  mutationResult,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { Worker } from '../worker/worker.entity';
import type { WorkerService } from '../worker/worker.service';
import { ExecuteErasureInput, RefuseErasureInput, RequestErasureInput, WithdrawErasureInput } from './erasure.inputs';
import type { ErasureWriter } from './erasure.writer';
import { ErasureBar, ErasureRequest } from './erasure-request.entity';
import { ErasureRequestConnection, erasureRequestList } from './erasure-request.list';
import type { ErasureRequestService } from './erasure-request.service';
import { ErasureRequestState } from './erasure-request-state';

const ErasureRequestResult = mutationResult(
  'ErasureRequestResult',
  'What came of taking down or deciding a request to be erased (个人信息清除申请结果).',
  () => [ErasureRequest],
);
const INPUT = { description: 'Which request, and the reason (申请).' };

/** GraphQL face of requests to be erased (个人信息清除申请). */
@Resolver(() => ErasureRequest)
export class ErasureResolver {
  constructor(
    private readonly requests: ErasureRequestService,
    private readonly writer: ErasureWriter,
    private readonly people: WorkerService,
  ) {}

  @Query(() => ErasureRequestConnection, {
    description: 'Requests to be erased in the viewer’s regions (个人信息清除申请).',
  })
  erasureRequests(
    @Arg('where', () => erasureRequestList.Where, {
      nullable: true,
      description: 'Which requests (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [erasureRequestList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<ErasureRequest>> {
    return this.requests.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => ErasureRequest, {
    nullable: true,
    description: 'One request to be erased (个人信息清除申请); NOT_FOUND when unknown or outside the viewer’s regions.',
  })
  erasureRequest(
    @Arg('id', () => ID, { description: 'UUID of the request (申请编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ErasureRequest> {
    return this.requests.get(viewer, id);
  }

  @Mutation(() => ErasureRequestResult, {
    description:
      'Takes down that a person asks to be erased (登记个人信息清除申请), also where a ground bars it: the answer gives the ground. For makers and counties.',
  })
  requestErasure(
    @Arg('input', () => RequestErasureInput, INPUT) input: RequestErasureInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ErasureRequest | Refusal> {
    return this.writer.request(viewer, input);
  }

  @Mutation(() => ErasureRequestResult, {
    description:
      'Grants a request and erases the person (同意并清除); refused as ERASURE_BARRED while the law keeps the data. By another officer than who took it down.',
  })
  executeErasure(
    @Arg('input', () => ExecuteErasureInput, INPUT) input: ExecuteErasureInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ErasureRequest | Refusal> {
    return this.writer.execute(viewer, input);
  }

  @Mutation(() => ErasureRequestResult, {
    description: 'Refuses a request on its legal ground (拒绝清除). By another officer than who took it down.',
  })
  refuseErasure(
    @Arg('input', () => RefuseErasureInput, INPUT) input: RefuseErasureInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ErasureRequest | Refusal> {
    return this.writer.refuse(viewer, input);
  }

  @Mutation(() => ErasureRequestResult, { description: 'Takes a request back, as the person wishes (撤回申请).' })
  withdrawErasure(
    @Arg('input', () => WithdrawErasureInput, INPUT) input: WithdrawErasureInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<ErasureRequest | Refusal> {
    return this.writer.withdraw(viewer, input);
  }

  @FieldResolver(() => ErasureBar, {
    nullable: true,
    description: 'What bars the erasure today (当前不予清除的依据); null when nothing does, or it was decided.',
  })
  bar(@Root() { workerId, state }: ErasureRequest, @Ctx() ctx: SubgraphContext): Promise<ErasureBar | null> | null {
    return state === ErasureRequestState.REQUESTED ? ctx.load(this.requests.loadBars, workerId) : null;
  }

  @FieldResolver(() => Worker, { nullable: true, description: 'The person (申请人); null for who may not see it.' })
  person(@Root() { workerId }: ErasureRequest, @Ctx() ctx: SubgraphContext): Promise<Worker | null> {
    return ctx.load(this.people.loadMany, workerId);
  }

  @FieldResolver(() => Region, { description: 'Region of the person when it asked (区域).' })
  region(@Root() { regionCode }: ErasureRequest): Region {
    return new Region(regionCode);
  }
}
