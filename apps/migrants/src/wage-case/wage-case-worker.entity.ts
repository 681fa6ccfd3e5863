import { Entity, PrimaryColumn } from 'typeorm';

/** A worker known to the unions whose wages a case is about (欠薪职工). A case counts more workers than it names. */
@Entity({ name: 'wage_case_worker' })
export class WageCaseWorker {
  @PrimaryColumn({ type: 'uuid', name: 'wage_case_id' })
  readonly wageCaseId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'worker_id' })
  readonly workerId!: string;
}
