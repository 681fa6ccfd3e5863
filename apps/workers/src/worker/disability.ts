import { FaultError } from '@nuan/errors';
import { registerEnum } from '@nuan/federation';

/** Kind of disability (残疾类别) of the disability certificate. */
export enum DisabilityKind {
  VISION = 'VISION',
  HEARING = 'HEARING',
  SPEECH = 'SPEECH',
  LIMB = 'LIMB',
  INTELLECTUAL = 'INTELLECTUAL',
  MENTAL = 'MENTAL',
  MULTIPLE = 'MULTIPLE',
}

registerEnum(DisabilityKind, 'DisabilityKind', 'Kind of disability (残疾类别).', {
  VISION: 'Vision (视力).',
  HEARING: 'Hearing (听力).',
  SPEECH: 'Speech (言语).',
  LIMB: 'Limbs (肢体).',
  INTELLECTUAL: 'Intellectual (智力).',
  MENTAL: 'Mental (精神).',
  MULTIPLE: 'Several kinds (多重).',
});

/** A certified disability: its kind, and its grade, 1 the most to 4 the least severe. It is kept sealed, and no type of the API tells it. */
export class Disability {
  constructor(
    readonly kind: DisabilityKind,
    readonly grade: number,
  ) {}

  /** The text that is sealed: 'LIMB:2'. */
  toString(): string {
    return `${this.kind}:${this.grade}`;
  }

  /**
   * Reads the sealed text back.
   *
   * @throws FaultError when it isn't one.
   */
  static parse(text: string): Disability {
    const [kind, grade] = text.split(':');
    const known = Object.values(DisabilityKind).find((value) => value === kind);
    if (!known || !/^[1-4]$/.test(grade ?? '')) throw new FaultError('a sealed disability has an unknown form');
    return new Disability(known, Number(grade));
  }
}
