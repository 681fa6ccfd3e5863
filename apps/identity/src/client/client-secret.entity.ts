import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A client's secret as its scrypt hash (客户端密钥). It is no type of the API: the secret is shown once, when it is made. */
@Entity({ name: 'client_secret' })
export class ClientSecret {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'client_id' })
  clientId!: string;

  @Column({ type: 'bytea' })
  salt!: Buffer;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  @Column({ type: 'timestamptz', name: 'made_at' })
  madeAt!: Date;

  @Column({ type: 'text', name: 'made_by' })
  madeBy!: string;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;
}
