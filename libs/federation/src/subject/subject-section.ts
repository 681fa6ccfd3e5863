/** What one subgraph holds of a person in one respect, as its record shows it. */
export interface SubjectSection {
  /** English with the Chinese term. */
  readonly title: string;
  /** Why it is held. */
  readonly purpose: string;
  /** From where it came. */
  readonly source: string;
  /** Reads the rows of the person `$1`; every `…_sealed` column is opened, hashes are left out. */
  readonly sql: string;
}

/** All that one subgraph's record of a person shows. */
export interface SubjectSections {
  readonly sections: readonly SubjectSection[];
  /** Tables with personal columns that no section reads, each with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** A section as the record has it. */
export interface SubjectPart extends Omit<SubjectSection, 'sql'> {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Who did what with the person's data, from the audit chain: part of every subgraph's record. */
export const SEEN_BY: SubjectSection = {
  title: 'Who acted on or saw the data (查阅与处理记录)',
  purpose: 'Personal Information Protection Law, art. 45 and 54: whoever handles data shows it',
  source: 'The audit chain of this subgraph',
  sql: `select happened_at, actor, role, action, region_code, detail ->> 'purpose' as purpose, detail ->> 'reason' as reason
    from audit_entry where subject_ids @> array[$1]::uuid[] order by seq desc`,
};
