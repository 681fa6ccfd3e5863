import { RegionCodeScalar } from '@nuan/federation';
import { Allow, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

import { ListImportMode } from './list-import-mode';
import type { ListImportNames } from './list-import-names';

/** What an officer says of any file before it is sent. */
@InputType({ description: 'Core of a file that is about to be sent (待导入文件); not a type of its own.' })
export abstract class StartListImport {
  @Allow()
  @Field(() => Boolean, { description: 'Whether to check only and write nothing (试导入).' })
  readonly dryRun!: boolean;

  @Allow()
  @Field(() => ListImportMode, {
    defaultValue: ListImportMode.PER_ROW,
    description: 'How rows with an error are treated (导入方式).',
  })
  readonly mode!: ListImportMode;

  @MaxLength(120)
  @Field(() => String, { description: 'Name of the file, .csv or .xlsx (文件名).' })
  readonly fileName!: string;

  @Min(1)
  @Field(() => Int, { description: 'Size of the file in bytes (文件字节数).' })
  readonly bytes!: number;

  @Matches(/^[0-9a-fA-F]{64}$/)
  @Field(() => String, { description: 'SHA-256 of the file, 64 hexadecimal digits (校验值).' })
  readonly sha256!: string;

  @Length(8, 200)
  @Field(() => String, { description: 'Key of this request (幂等键): sent again, it gives the same import.' })
  readonly idempotencyKey!: string;
}

/** What every announced file says, in whatever mode it is taken. */
export type AnnouncedFile = Omit<StartListImport, 'mode'>;

/** A file whose rows lie in a region. */
export interface StartRegionalImport extends StartListImport {
  readonly region: string;
}

/** Which import is meant. */
@InputType({ description: 'Core of a step of an import; not a type of its own.' })
export abstract class ListImportStep {
  @IsUUID('all')
  @Field(() => ID, { description: 'The import (导入编号).' })
  readonly id!: string;
}

/** A piece of a file. */
@InputType({ description: 'Core of a piece of a file (导入文件分片); not a type of its own.' })
export abstract class ListImportPiece extends ListImportStep {
  @Min(0)
  @Field(() => Int, { description: 'Where the piece begins (起始字节): the upload’s `receivedBytes`.' })
  readonly offset!: number;

  @Allow()
  @Field(() => String, { description: 'The bytes in base64, at most 128 KiB before encoding (分片内容).' })
  readonly content!: string;
}

type InputClass<T> = new () => T;

/** The inputs of an import's steps, named after it. */
export interface ListImportInputs {
  readonly Append: InputClass<ListImportPiece>;
  readonly Finish: InputClass<ListImportStep>;
  readonly Cancel: InputClass<ListImportStep>;
}

/** Declares the inputs of the steps of one import. */
export function listImportInputs({ type, things }: ListImportNames): ListImportInputs {
  const [Append, Finish, Cancel] = [
    class extends ListImportPiece {},
    class extends ListImportStep {},
    class extends ListImportStep {},
  ];
  InputType(`Append${type}Input`, { description: `A piece of a file of ${things} (导入文件分片).` })(Append);
  InputType(`Finish${type}Input`, {
    description: 'An import whose pieces have all been sent (发送完毕的导入).',
  })(Finish);
  InputType(`Cancel${type}Input`, { description: 'An import that is to be broken off (取消的导入).' })(Cancel);
  return { Append, Finish, Cancel };
}

/** Declares the input that announces a file whose rows lie in a region. */
export function startRegionalImport(names: ListImportNames): InputClass<StartRegionalImport> {
  class Start extends StartListImport {
    readonly region!: string;
  }
  const { type, things } = names;
  Allow()(Start.prototype, 'region');
  Field(() => RegionCodeScalar, { description: regionWords(names) })(Start.prototype, 'region');
  InputType(`Start${type}Input`, { description: `A file of ${things} that is about to be sent (待导入文件).` })(Start);
  return Start;
}

/** What the region of an import is whose rows lie in it. */
export function regionWords({ things }: ListImportNames): string {
  return `Region in which its ${things} lie (导入区域).`;
}
