import { bigintTransformer } from '@nuan/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What verifiers refuse before its time (令牌吊销): a subject's tokens of before an instant, or one token. */
@Entity({ name: 'token_revocation' })
export class TokenRevocation {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ type: 'bigint', name: 'before_s', nullable: true, transformer: bigintTransformer })
  beforeS!: bigint | null;

  @Column({ type: 'uuid', name: 'token_id', nullable: true })
  tokenId!: string | null;

  @Column({ type: 'timestamptz', name: 'made_at' })
  madeAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
