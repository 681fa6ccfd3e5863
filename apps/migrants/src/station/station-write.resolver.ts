import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { ServiceStation } from './service-station.entity';
import type { StationUseWriter } from './station-use.writer';
import {
  ChangeStationInput,
  ChangeStationResult,
  CancelStationInput,
  CloseStationInput,
  CancelStationResult,
  CloseStationResult,
  EquipStationInput,
  EquipStationResult,
  OpenStationInput,
  OpenStationResult,
  PauseStationInput,
  PauseStationResult,
  RecordStationUseInput,
  RecordStationUseResult,
  RegisterStationInput,
  RegisterStationResult,
} from './station-write.inputs';
import type { StationWriter } from './station.writer';

/** Mutations of facilities for migrant and outdoor workers (服务阵地). */
@Resolver(() => ServiceStation)
export class StationWriteResolver {
  constructor(
    private readonly writer: StationWriter,
    private readonly use: StationUseWriter,
  ) {}

  @Mutation(() => RegisterStationResult, { description: 'Registers a planned facility under its code (登记服务阵地).' })
  registerStation(
    @Arg('input', () => RegisterStationInput, { description: 'The facility (阵地).' }) input: RegisterStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.register(ctx.viewer, input);
  }

  @Mutation(() => EquipStationResult, {
    description:
      'States what a facility holds and offers before it opens (配备设施): amenities, services, hours, who is in charge.',
  })
  equipStation(
    @Arg('input', () => EquipStationInput, { description: 'What it holds and offers (设施与服务).' })
    input: EquipStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.equip(ctx.viewer, input);
  }

  @Mutation(() => OpenStationResult, {
    description:
      'Opens a facility, or opens it again (启用阵地). It needs a point, hours, a person in charge and the amenities required of its kind.',
  })
  openStation(
    @Arg('input', () => OpenStationInput, { description: 'Which facility (阵地).' }) input: OpenStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.open(ctx.viewer, input);
  }

  @Mutation(() => PauseStationResult, { description: 'Shuts an open facility for a time (暂停阵地); it still counts.' })
  pauseStation(
    @Arg('input', () => PauseStationInput, { description: 'Which facility, and why (阵地与原因).' })
    input: PauseStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.pause(ctx.viewer, input);
  }

  @Mutation(() => CancelStationResult, {
    description: 'Gives the plan of a facility up before it opens (取消阵地); its code stays taken.',
  })
  cancelStation(
    @Arg('input', () => CancelStationInput, { description: 'Which facility, and why (阵地与原因).' })
    input: CancelStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.cancel(ctx.viewer, input);
  }

  @Mutation(() => CloseStationResult, { description: 'Gives a facility up for good (关闭阵地).' })
  closeStation(
    @Arg('input', () => CloseStationInput, { description: 'Which facility, and why (阵地与原因).' })
    input: CloseStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }

  @Mutation(() => ChangeStationResult, {
    description: 'Changes what is given of a facility (变更阵地); an open one keeps what it needs to be open.',
  })
  changeStation(
    @Arg('input', () => ChangeStationInput, { description: 'What changes (变更内容).' }) input: ChangeStationInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.writer.change(ctx.viewer, input);
  }

  @Mutation(() => RecordStationUseResult, {
    description:
      'Records the visits of one day by hour and occupation (登记使用人次); sent again, it replaces and never adds.',
  })
  recordStationUse(
    @Arg('input', () => RecordStationUseInput, { description: 'Facility, day and visits (阵地、日期与人次).' })
    input: RecordStationUseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServiceStation | Refusal> {
    return this.use.record(ctx.viewer, input);
  }
}
