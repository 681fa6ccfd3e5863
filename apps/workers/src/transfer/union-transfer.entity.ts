import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { BulkTransfer } from './bulk-transfer.entity';
import { TransferReason } from './transfer-state';

/**
 * The transfers of all files of a dissolved union (撤销工会档案成批转接), proposed in one act. Each is then accepted or declined by itself.
 * It holds no personal data.
 */
@Entity({ name: 'union_transfer' })
@ObjectType('UnionTransfer', {
  description:
    'The transfers of all files of a dissolved union (撤销工会档案成批转接), proposed in one act; each is accepted by itself.',
})
export class UnionTransfer extends BulkTransfer {
  @Column({ type: 'uuid', name: 'union_id' })
  unionId!: string;

  @Column({ type: 'uuid', name: 'successor_id' })
  successorId!: string;

  /** Present region of the successor; a file that lies under it keeps its own. */
  @Column({ type: 'text', name: 'to_region_code', collation: 'C' })
  toRegionCode!: string;

  @Column({ type: 'text' })
  @Field(() => TransferReason, { description: 'Why the files move (转接原因).' })
  reason!: TransferReason;
}
