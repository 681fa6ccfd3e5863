import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { anIdNumber, aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { OFFICERS } from './application-builder';
import { aLine, officerOf, sendStep } from './filing-driver';

const declaration = {
  ...{ homesOwned: 0, runsBusiness: false, hasCostlySchooling: false, keepsVehicle: false, isIdleWithoutReason: false },
};

/** A form of one person. */
const form = (person: object) => ({
  ...{ tier: 'COUNTY', primaryCause: 'MAJOR_ILLNESS', declaration },
  persons: [{ relation: 'HEAD', name: '张小明', employmentStatus: 'SICK_LEAVE', unionMember: true, ...person }],
});

describe('illness and disability in a draft that is saved again', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const viewer = officerOf('maker', OFFICERS.maker);
  const unionId = newId();

  beforeAll(async () => {
    await aLine(db);
    await aUnion(db.owner, { id: unionId });
  });

  it('stay where they aren’t spoken of, since only a mask of them is shown, until the consent is taken back', async () => {
    const consents = ['FINANCIAL_CHECK', 'HEALTH_DATA'].map((purpose) => ({
      ...{ purpose, textVersion: '2016-1', channel: 'PAPER', givenAt: '2017-01-20T09:00:00+08:00' },
    }));
    const ill = { idNumber: anIdNumber(), health: 'LUNG', disability: { kind: 'LIMB', grade: 2 }, consents };
    const { id = '' } = await sendStep(db, {
      ...{ viewer, mutation: 'createFilingDraft', inputType: 'CreateFilingDraftInput' },
      input: { idempotencyKey: newId(), regionCode: '340103', unionId, content: form(ill) },
    });
    const read = () =>
      db.owner.query<{ id: string; ill: boolean; disabled: boolean }[]>(
        `select id, health_sealed is not null as ill, disability_sealed is not null as disabled from filing_person
         where application_id = $1 and is_current`,
        [id],
      );
    const [{ id: personId } = { id: '' }] = await read();
    const save = (expectedVersion: number, person: object = {}) =>
      sendStep(db, {
        ...{ viewer, mutation: 'saveFilingDraft', inputType: 'SaveFilingDraftInput' },
        input: { id, expectedVersion, content: form({ id: personId, ...person }) },
      });
    expect(await save(1)).toMatchObject({ version: 2 });
    expect(await read()).toEqual([{ id: personId, ill: true, disabled: true }]);
    expect(await save(2, { health: 'GOOD' })).toMatchObject({ version: 3 });
    expect(await read()).toEqual([{ id: personId, ill: false, disabled: true }]);
    await db.owner.query(
      `update consent set withdrawn_at = now() where filing_person_id = $1 and purpose = 'HEALTH_DATA'`,
      [personId],
    );
    expect(await save(3)).toMatchObject({ version: 4 });
    expect(await read()).toEqual([{ id: personId, ill: false, disabled: false }]);
  });
});
