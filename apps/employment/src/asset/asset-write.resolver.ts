import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { AssetGrant } from './asset-grant.entity';
import {
  FollowUpAssetInput,
  GrantAssetInput,
  RecoverAssetInput,
  TransferAssetInput,
  WriteOffAssetInput,
} from './asset-write.inputs';
import {
  FollowUpAssetResult,
  GrantAssetResult,
  RecoverAssetResult,
  TransferAssetResult,
  WriteOffAssetResult,
} from './asset.results';
import type { AssetWriter } from './asset.writer';

/** Mutations of productive assets (生产资料扶持). */
@Resolver(() => AssetGrant)
export class AssetWriteResolver {
  constructor(private readonly writer: AssetWriter) {}

  @Mutation(() => GrantAssetResult, {
    description: 'Hands a productive asset over, by its serial number (发放生产资料).',
  })
  grantAsset(
    @Arg('input', () => GrantAssetInput, { description: 'Whom, and what (人员与物品).' }) input: GrantAssetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant | Refusal> {
    return this.writer.grant(ctx.viewer, input);
  }

  @Mutation(() => FollowUpAssetResult, { description: 'Records a visit to see what became of an asset (跟踪回访).' })
  followUpAsset(
    @Arg('input', () => FollowUpAssetInput, { description: 'The visit (回访).' }) input: FollowUpAssetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant | Refusal> {
    return this.writer.followUp(ctx.viewer, input);
  }

  @Mutation(() => TransferAssetResult, { description: 'Passes an asset on to another person in need (转赠).' })
  transferAsset(
    @Arg('input', () => TransferAssetInput, { description: 'Which asset, to whom and why (物品、人员与原因).' })
    input: TransferAssetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant | Refusal> {
    return this.writer.transfer(ctx.viewer, input);
  }

  @Mutation(() => RecoverAssetResult, { description: 'Takes an asset back, with the reason (收回).' })
  recoverAsset(
    @Arg('input', () => RecoverAssetInput, { description: 'Which asset, and why (物品与原因).' })
    input: RecoverAssetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant | Refusal> {
    return this.writer.recover(ctx.viewer, input);
  }

  @Mutation(() => WriteOffAssetResult, { description: 'Writes off an asset that is lost or worn out (核销).' })
  writeOffAsset(
    @Arg('input', () => WriteOffAssetInput, { description: 'Which asset, and why (物品与原因).' })
    input: WriteOffAssetInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<AssetGrant | Refusal> {
    return this.writer.writeOff(ctx.viewer, input);
  }
}
