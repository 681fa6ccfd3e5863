import { listImportOf, listImportStates, regionWords } from '@nuan/intake';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { ASSET_IMPORT } from './asset-import.machine';

/** State of a bulk import of productive assets handed over (批量导入状态). */
export const AssetGrantImportState = listImportStates(ASSET_IMPORT);

/** A bulk import of productive assets (批量导入生产资料发放名单): a file, how it is to be taken, and what came of it. */
@Entity({ name: 'asset_grant_import' })
@ObjectType('AssetGrantImport', {
  description:
    'A bulk import of productive assets by serial number from a CSV or Excel file (批量导入生产资料发放名单), with its progress and report.',
})
export class AssetGrantImport extends listImportOf({
  states: AssetGrantImportState,
  region: regionWords(ASSET_IMPORT),
  imported: { name: 'assetsGranted', description: 'Assets handed over so far (已发放件数).' },
}) {
  @Column({ type: 'uuid', name: 'pilot_id', nullable: true })
  @Field(() => ID, { nullable: true, description: 'The pilot that gives them (试点); null for none.' })
  pilotId!: string | null;
}

/** Which line of a file named which serial number, and the grant that it became. */
@Entity({ name: 'asset_grant_import_row' })
export class AssetGrantImportRow {
  @PrimaryColumn({ type: 'uuid', name: 'import_id' })
  importId!: string;

  @PrimaryColumn({ type: 'text', name: 'serial_no' })
  serialNo!: string;

  @Column({ type: 'integer' })
  line!: number;

  @Column({ type: 'uuid', name: 'asset_grant_id', nullable: true })
  assetGrantId!: string | null;
}
