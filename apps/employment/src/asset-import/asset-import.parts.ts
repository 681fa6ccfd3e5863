import { assertMayWrite } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { idField } from '@nuan/federation';
import { defineListImport, regionalTarget } from '@nuan/intake';

import { AssetGrantImport, AssetGrantImportState } from './asset-import.entity';
import { StartAssetGrantImportInput } from './asset-import.inputs';
import { ASSET_IMPORT, assetImportMachine } from './asset-import.machine';
import { assetImportRules } from './asset-import.rules';

/** Makes everything of bulk imports of productive assets (批量导入生产资料发放名单). */
export const assetImportParts = defineListImport({
  ...{ names: ASSET_IMPORT, run: AssetGrantImport, states: AssetGrantImportState },
  ...{ machine: assetImportMachine, start: StartAssetGrantImportInput },
  filters: { pilot: idField('i.pilot_id', 'The pilot (试点).') },
  ...{ noun: 'asset', action: 'asset:write', purpose: 'asset-import' },
  assertMayStart: (viewer, { region }) => {
    assertMayWrite(viewer, region, 'asset:write');
  },
  async target(tx, input) {
    const { pilotId = null } = input;
    if (pilotId !== null) await assertPilot(tx, pilotId);
    return { ...regionalTarget(tx, input.region), columns: { pilot_id: pilotId } };
  },
  rules: assetImportRules,
  // An example of a person who doesn't exist.
  example: {
    personId: '00000000-0000-7000-8000-000000000000',
    asset: '早餐车',
    serial: 'ZCC-0001',
    value: '8000',
    givenOn: '2016-12-30',
  },
});

async function assertPilot(tx: ActTransaction, id: string): Promise<void> {
  const known = await tx.query<unknown[]>('select 1 from pilot where id = $1', [id]);
  if (known.length === 0) throw new NotFoundError('Pilot', id);
  tx.about('Pilot', id);
}
