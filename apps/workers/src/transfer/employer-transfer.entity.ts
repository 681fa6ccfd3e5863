import { ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

import { BulkTransfer } from './bulk-transfer.entity';

/**
 * The transfers of all files of a deregistered employer (注销单位档案成批转接), proposed in one act. Each is then accepted or declined by itself.
 * It holds no personal data.
 */
@Entity({ name: 'employer_transfer' })
@ObjectType('EmployerTransfer', {
  description:
    'The transfers of all files of a deregistered employer (注销单位档案成批转接), proposed in one act; each is accepted by itself.',
})
export class EmployerTransfer extends BulkTransfer {
  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;
}
