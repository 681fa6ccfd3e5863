import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Jobs that an employer offers to those in need of work (岗位信息). In the API they show as `Enterprise.jobsOffered`. */
@Entity({ name: 'job_vacancy' })
export class JobVacancy {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'enterprise_id' })
  enterpriseId!: string;

  @Column({ type: 'text', name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text' })
  title!: string;

  /** How many persons are wanted. */
  @Column({ type: 'integer' })
  openings!: number;

  @Column({ type: 'date', name: 'posted_on' })
  postedOn!: string;

  @Column({ type: 'date', name: 'closed_on', nullable: true })
  closedOn!: string | null;
}
