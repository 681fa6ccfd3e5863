import { Instant, registerEnum } from '@nuan/federation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** State of an upload (上传状态). */
export enum UploadState {
  RECEIVING = 'RECEIVING',
  COMPLETE = 'COMPLETE',
  REFUSED = 'REFUSED',
  EXPIRED = 'EXPIRED',
}

registerEnum(UploadState, 'UploadState', 'State of an upload (上传状态).', {
  RECEIVING: 'Pieces are awaited (接收中).',
  COMPLETE: 'All bytes came and agree with the checksum (已接收).',
  REFUSED: 'What came is not what was announced (校验不符).',
  EXPIRED: 'Its content was deleted after thirty days (已过期).',
});

const toNumber = { to: (value: number) => value, from: Number };

/** A file that is being received, or was (上传文件). */
@Entity({ name: 'upload' })
@Directive('@shareable')
@ObjectType('Upload', { description: 'A file that is being received piece by piece, or was (上传文件).' })
export class Upload {
  @PrimaryColumn({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque UUID of the upload (编号).' })
  readonly id!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'text' })
  owner!: string;

  @Column({ type: 'text', name: 'file_name' })
  @Field(() => String, { description: 'Name of the file as it was sent (文件名).' })
  fileName!: string;

  @Column({ type: 'bigint', transformer: toNumber })
  @Field(() => Int, { description: 'Size of the whole file in bytes (文件字节数).' })
  bytes!: number;

  @Column({ type: 'bytea' })
  sha256!: Buffer;

  @Column({ type: 'bigint', name: 'received_bytes', transformer: toNumber })
  @Field(() => Int, {
    description: 'Bytes received so far (已接收字节数): where the next piece begins, also after an interruption.',
  })
  receivedBytes!: number;

  @Column({ type: 'text' })
  @Field(() => UploadState, { description: 'State of the upload (上传状态).' })
  state!: UploadState;

  @Column({ type: 'text', name: 'region_code', collation: 'C' })
  regionCode!: string;

  @Column({ type: 'text', name: 'started_by' })
  startedBy!: string;

  @Column({ type: 'timestamptz', name: 'started_at' })
  @Field(() => Instant, { description: 'When it was begun (开始时间).' })
  readonly startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When all of it had come (完成时间); null until then.' })
  finishedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'content_discarded_at', nullable: true })
  contentDiscardedAt!: Date | null;

  /** Heads of the sub-trees of unions that bounded who sent it; the database sets it by what the connection was told. */
  @Column({ type: 'uuid', array: true, name: 'union_ids', nullable: true })
  readonly unionIds!: string[] | null;
}
