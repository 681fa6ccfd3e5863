import { LocalDateScalar, Money } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';
import { Allow, IsOptional, IsUUID, Length, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Input of `grantAsset`. */
@InputType('GrantAssetInput', { description: 'A productive asset to be handed over (发放生产资料).' })
export class GrantAssetInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The person (职工).' })
  readonly personId!: string;

  @IsOptional()
  @IsUUID('all')
  @Field(() => ID, { nullable: true, description: 'The pilot that gives it (试点), in one of its cities.' })
  readonly pilotId?: string | null;

  @Length(2, 60)
  @Field(() => String, { description: 'What is given (名称), such as 早餐车.' })
  readonly asset!: string;

  @Length(2, 60)
  @Field(() => String, { description: 'Serial number (编号), unique.' })
  readonly serial!: string;

  @Allow()
  @Field(() => Money, { description: 'Value (价值), more than nothing.' })
  readonly value!: bigint;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day it is handed over (发放日期); today when absent.' })
  readonly givenOn?: LocalDate | null;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives nothing more.' })
  readonly idempotencyKey!: string;
}

/** Input of `followUpAsset`. */
@InputType('FollowUpAssetInput', { description: 'A visit to see what became of an asset (跟踪回访).' })
export class FollowUpAssetInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The asset grant (生产资料扶持).' })
  readonly assetGrantId!: string;

  @IsOptional()
  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the visit (回访日期); today when absent.' })
  readonly visitedOn?: LocalDate | null;

  @Allow()
  @Field(() => Boolean, { description: 'Whether it was in use (是否在用).' })
  readonly isUsed!: boolean;

  @Length(2, 500)
  @Field(() => String, { description: 'What was found (回访情况).' })
  readonly finding!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it records nothing more.' })
  readonly idempotencyKey!: string;
}

/** Input of `recoverAsset`. */
@InputType('RecoverAssetInput', { description: 'An asset to be taken back (收回).' })
export class RecoverAssetInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'The asset grant (生产资料扶持).' })
  readonly id!: string;

  @Min(1)
  @Field(() => Int, { description: 'Version of the grant that the client saw (版本).' })
  readonly expectedVersion!: number;

  @Length(2, 200)
  @Field(() => String, { description: 'Why (原因).' })
  readonly reason!: string;
}

/** Input of `writeOffAsset`. */
@InputType('WriteOffAssetInput', { description: 'An asset that is lost or worn out (核销).' })
export class WriteOffAssetInput extends RecoverAssetInput {}

/** Input of `transferAsset`. */
@InputType('TransferAssetInput', { description: 'An asset to be passed on to another person in need (转赠).' })
export class TransferAssetInput extends RecoverAssetInput {
  @IsUUID('all')
  @Field(() => ID, { description: 'Who gets it (受转赠人).' })
  readonly toPersonId!: string;
}
