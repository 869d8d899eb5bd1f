// The documents as TypeScript knows them: written from the shapes that read them. `cargo xtask schemas` writes this file, and a test proves it current.

/** An exact number: as a number or bigint, whose printed form is what is used, or as a text, which holds any. */
export type Numeral = number | bigint | string;

/** A day, `2025-12-31`. */
export type Day = string;

/** A regulation as a calculation sheet. The document `scheme/1`. */
export interface SchemeDocument {
  /** The kind of document. */
  kinerja: "scheme/1";
  /** Its id. */
  scheme: SchemeSchemeId;
  /** Its version. */
  version: number | bigint;
  /** The languages of its texts, the main one first. */
  languages: ("id" | "en")[];
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** Where it holds. */
  jurisdiction?: string;
  /** What its outcomes are for. */
  purpose?: "performance" | "career_points" | "allowance" | "talent" | "index";
  /** Its standing. */
  status?: "in_force" | "superseded" | "draft" | "illustration";
  /** The periods to which it applies. */
  in_force?: SchemeInForce;
  /** The day whose constants hold. */
  as_of?: "period.until" | "period.from";
  /** The texts that are cited. */
  sources?: SchemeSource[];
  /** The scales of levels. */
  scales?: SchemeScale[];
  /** Named sets of words. */
  choices?: SchemeChoices[];
  /** What one organisation decides. */
  settings?: SchemeInput[];
  /** The constants of the regulation. */
  parameters?: SchemeParameter[];
  /** What must be known of one employee in one period. */
  inputs: SchemeInput[];
  /** Conditions that facts meet. */
  requires?: SchemeRequires[];
  /** When nobody is rated. */
  unratable?: SchemeUnratable[];
  /** Calculations used in several places. */
  formulas?: SchemeFormula[];
  /** The named cells. */
  steps: (SchemeEach | SchemeGroup | SchemeStep)[];
  /** What to point out. */
  notices?: SchemeNotice[];
  /** The final cells. */
  outcomes: SchemeOutcome[];
  /** Findings of check that are the regulation's own. */
  accepts?: SchemeAccepts[];
  /** Worked examples. */
  examples?: SchemeExample[];
  /** That this is another scheme with other constants. */
  amended?: SchemeAmended;
}

/** A finding of check that is the regulation's own. */
export interface SchemeAccepts {
  /** The code of the finding. */
  finding: string;
  /** Its path. */
  at?: string;
  /** Why it stands. */
  because: SchemeText;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** That this is another scheme with other constants. */
export interface SchemeAmended {
  /** The digest of that scheme. */
  digest: string;
  /** The parameters whose values were changed. */
  parameters: SchemeId[];
}

/** One range. */
export interface SchemeBand {
  /** At least this. */
  from?: number | string;
  /** More than this. */
  above?: number | string;
  /** The result, as a formula. */
  is?: SchemeExpression;
  /** The result, as a level. */
  level?: string;
  /** The range as the regulation prints it. */
  printed?: string;
}

/** A value falls into one of some ranges. */
export interface SchemeBands {
  /** The value. */
  of: SchemeExpression;
  /** How the value is rounded before it is compared, or "none". */
  round: "none" | SchemeRounding;
  /** The ranges, highest first. */
  rows: SchemeBand[];
  /** What holds where no row does, or "impossible". */
  else: "impossible" | SchemeResult;
}

/** A closed set of words. */
export interface SchemeChoices {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** The words. */
  words: (string | SchemeWord)[];
}

/** A place in a source. */
export interface SchemeCitation {
  /** The name of a source. */
  source: string;
  /** The place in it: article, annex, page. */
  at?: string;
  /** How sure this place is, where other than the source. */
  confidence?: "official" | "secondary" | "unverified" | "illustration";
}

/** A line through points. */
export interface SchemeCurve {
  /** The value. */
  of: SchemeExpression;
  /** The points, as [x, y]. */
  points: Numeral[][];
  /** What holds left of the first point. */
  below: "clamp" | "extend" | "problem";
  /** What holds right of the last point. */
  above: "clamp" | "extend" | "problem";
}

/** A value and the day from which it holds. */
export interface SchemeDatedValue {
  /** The first day on which it holds. */
  from: Day;
  /** The value. */
  is: unknown;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** Steps of every row of a list. */
export interface SchemeEach {
  /** The list. */
  each: string;
  /** The steps of a row. */
  steps: (SchemeEach | SchemeGroup | SchemeStep)[];
}

/** A worked example. */
export interface SchemeExample {
  /** What it shows. */
  title: SchemeText;
  /** Whether a source prints it. */
  kind: "printed" | "computed";
  /** The facts. */
  facts: Record<string, unknown>;
  /** The settings. */
  settings?: Record<string, unknown>;
  /** Path and value of steps and outcomes. */
  expect: Record<string, unknown>;
  /** The inputs that the source does not print. */
  filled?: string[];
  /** What the source prints wrongly. */
  misprint?: SchemeMisprint;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A formula, as a text or as lines. */
export type SchemeExpression = string | string[];

/** A calculation used in several places. */
export interface SchemeFormula {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** The names of what it IS given. */
  given: SchemeId[];
  /** A formula. */
  is?: SchemeExpression;
  /** Ranges of a value. */
  bands?: SchemeBands;
  /** Conditions in order. */
  rules?: SchemeRules;
  /** A result for each pair of two levels. */
  matrix?: SchemeMatrix;
  /** A line through points. */
  curve?: SchemeCurve;
  /** The scale of the levels it gives. */
  scale?: string;
  /** How an unclear rule was read. */
  reading?: SchemeText;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A list derived by grouping rows. */
export interface SchemeGroup {
  /** The list whose rows are grouped. */
  group: string;
  /** The field by which they are. */
  by: string;
  /** The derived list's name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** A row for every member, or only for those that occur. */
  rows?: "every" | "present";
  /** The steps of a group. */
  steps: (SchemeEach | SchemeGroup | SchemeStep)[];
}

/** A name. */
export type SchemeId = string;

/** The periods to which it applies. */
export interface SchemeInForce {
  /** The first day. */
  from?: Day;
  /** The last day. */
  until?: Day;
}

/** Something to be known. */
export interface SchemeInput {
  /** Its name. */
  name: SchemeId;
  /** What kind of value it takes. */
  type: "number" | "integer" | "yes_no" | "date" | "period" | "level" | "choice" | "text" | "weight" | "list" | "table" | "bands" | "curve";
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** The unit, as a label. */
  unit?: string;
  /** What the value is in an appraisal. */
  role?: "plan" | "result" | "judgement" | "given";
  /** In which direction it is better. */
  better?: "higher" | "lower" | "target" | Record<string, string>;
  /** What holds where it is left out. */
  default?: unknown;
  /** That it may be left out, and what that means. */
  optional?: "not_rated" | "not_applicable";
  /** The input exactly together with which it is given. */
  with?: string;
  /** Whether a value needs evidence. */
  evidence?: "required" | "expected";
  /** The sealed documents from which the value may be taken. */
  taken_from?: SchemeTakenFrom[];
  /** At least this. */
  from?: unknown;
  /** More than this. */
  above?: Numeral;
  /** At most this. */
  until?: unknown;
  /** Less than this. */
  below?: Numeral;
  /** At most so many digits after the point. */
  digits?: number | bigint;
  /** The scale of a level. */
  scale?: string;
  /** The words of a choice, or the name of a set of them. */
  of?: string | (string | SchemeWord)[];
  /** What the weights of a list sum to. */
  total?: Numeral;
  /** That each weight is a multiple of this. */
  multiple_of?: Numeral;
  /** At least so many rows, or so much weight. */
  least?: Numeral;
  /** The field that tells rows apart; of a table, what it is keyed by. */
  key?: string | SchemeTableKey;
  /** That every member of the key has a row. */
  complete?: boolean;
  /** The inputs of a row. */
  fields?: SchemeInput[];
  /** The columns of a table or of bands. */
  columns?: SchemeInput[];
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A level. */
export interface SchemeLevel {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** Its number. */
  value?: Numeral;
  /** What outside systems call it. */
  codes?: (number | string)[];
}

/** A result for each pair of two levels. */
export interface SchemeMatrix {
  /** The name of a level or choice. */
  rows: string;
  /** The name of another. */
  columns: string;
  /** Row, column, result. */
  cells: Record<string, Record<string, number | string>>;
}

/** What the source prints wrongly. */
export interface SchemeMisprint {
  /** The path. */
  at: string;
  /** What is printed. */
  printed: string;
  /** Why it is wrong. */
  because: SchemeText;
}

/** Something to point out. */
export interface SchemeNotice {
  /** Its name. */
  name: SchemeId;
  /** The condition. */
  when: SchemeExpression;
  /** What to tell people. */
  say: SchemeText;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A final cell. */
export interface SchemeOutcome {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** The step or input. */
  of: string;
  /** How it is rounded, or "exact". */
  round?: "exact" | SchemeRounding;
  /** Whether it may be absent. */
  optional?: boolean;
}

/** A constant of the regulation, as a history. */
export interface SchemeParameter {
  /** Its name. */
  name: SchemeId;
  /** What kind of value it takes. */
  type: "number" | "integer" | "yes_no" | "date" | "period" | "level" | "choice" | "text" | "weight" | "list" | "table" | "bands" | "curve";
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** The unit, as a label. */
  unit?: string;
  /** At least this. */
  from?: unknown;
  /** More than this. */
  above?: Numeral;
  /** At most this. */
  until?: unknown;
  /** Less than this. */
  below?: Numeral;
  /** At most so many digits after the point. */
  digits?: number | bigint;
  /** The scale of a level. */
  scale?: string;
  /** The words of a choice, or the name of a set of them. */
  of?: string | (string | SchemeWord)[];
  /** The field that tells rows apart; of a table, what it is keyed by. */
  key?: string | SchemeTableKey;
  /** The columns of a table or of bands. */
  columns?: SchemeInput[];
  /** The values, oldest first. */
  values: SchemeDatedValue[];
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A condition that facts meet. */
export interface SchemeRequires {
  /** The condition. */
  is: SchemeExpression;
  /** What to tell people. */
  say?: SchemeText;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A result. */
export interface SchemeResult {
  /** The result, as a formula. */
  is?: SchemeExpression;
  /** The result, as a level. */
  level?: string;
}

/** How a number is rounded. */
export interface SchemeRounding {
  /** Digits after the point. */
  digits: number | bigint;
  /** The rounding mode. */
  mode: "up" | "down" | "ceiling" | "floor" | "half_up" | "half_down" | "half_even" | "half_ceiling" | "half_floor" | "zero_five_up";
}

/** One condition. */
export interface SchemeRule {
  /** The condition. */
  when: SchemeExpression;
  /** The result, as a formula. */
  is?: SchemeExpression;
  /** The result, as a level. */
  level?: string;
}

/** Conditions in order. */
export interface SchemeRules {
  /** Whether the first row holds, or only one may. */
  policy: "first" | "unique";
  /** The conditions. */
  rows: SchemeRule[];
  /** What holds where no row does, or "impossible". */
  else: "impossible" | SchemeResult;
}

/** Levels, lowest first. */
export interface SchemeScale {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** Whether order is merit; true where it is not said. */
  ordered?: boolean;
  /** The levels, lowest first. */
  levels: SchemeLevel[];
}

/** A scheme's id. */
export type SchemeSchemeId = string;

/** A text that is cited. */
export interface SchemeSource {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** Where it can be read. */
  url?: string;
  /** How sure it is that it says so. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** A named cell. */
export interface SchemeStep {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
  /** A formula. */
  is?: SchemeExpression;
  /** Ranges of a value. */
  bands?: SchemeBands;
  /** Conditions in order. */
  rules?: SchemeRules;
  /** A result for each pair of two levels. */
  matrix?: SchemeMatrix;
  /** A line through points. */
  curve?: SchemeCurve;
  /** The unit of the result. */
  unit?: string;
  /** The scale of the levels it gives. */
  scale?: string;
  /** How an unclear rule was read. */
  reading?: SchemeText;
  /** What it rests on. */
  basis?: "rule" | "judgement" | "local" | "unverified";
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** What a table is keyed by. */
export interface SchemeTableKey {
  /** The levels of a scale. */
  scale?: string;
  /** The words of a choice. */
  choice?: string;
}

/** A sealed document that holds the value. */
export interface SchemeTakenFrom {
  /** The scheme of an appraisal. */
  scheme?: SchemeSchemeId;
  /** The outcome of that appraisal. */
  outcome?: SchemeId;
  /** The kind of another document. */
  document?: string;
  /** Where the value stands in that document. */
  field?: string;
}

/** A text for people: from language to text, or plain where one language is declared. */
export type SchemeText = {
  id?: string;
  en?: string;
} | string;

/** When nobody is rated. */
export interface SchemeUnratable {
  /** The condition. */
  when: SchemeExpression;
  /** What to tell people. */
  say: SchemeText;
  /** Where it comes from. */
  cite?: (string | SchemeCitation)[];
}

/** A word of a choice. */
export interface SchemeWord {
  /** Its name. */
  name: SchemeId;
  /** Its title, for people. */
  title?: SchemeText;
  /** What it is, in a sentence. */
  description?: SchemeText;
}

/** A competency framework. The document `framework/1`. */
export interface FrameworkDocument {
  /** The kind of document. */
  kinerja: "framework/1";
  /** Its id. */
  framework: string;
  /** Its version. */
  version?: string;
  /** Its address. */
  uri?: string;
  /** The language of its plain texts. */
  language?: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** Who wrote it. */
  creator?: string;
  /** Who publishes it. */
  publisher?: string;
  /** Where it was published first. */
  source_uri?: string;
  /** Its standing: private_draft, draft, adopted, deprecated, or another word. */
  standing?: string;
  /** When it was last changed. */
  modified?: string;
  /** The first day on which it holds. */
  valid_from?: Day;
  /** The last day on which it holds. */
  valid_until?: Day;
  /** The terms under which it may be used. */
  license?: FrameworkLicense;
  /** What it is about. */
  subjects?: string[];
  /** Remarks. */
  notes?: string | Record<string, string>;
  /** The texts that are cited. */
  sources?: FrameworkSource[];
  /** Scales of levels. */
  scales?: FrameworkScale[];
  /** The competencies. */
  competencies?: FrameworkCompetency[];
  /** How they belong together. */
  relations?: FrameworkRelation[];
  /** The level that each tier of posts requires. */
  tiers?: FrameworkTier[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** A place in a source. */
export interface FrameworkCite {
  /** The name of a source. */
  source: string;
  /** The place in it. */
  at?: string;
  /** How sure this place is, where other than the source. */
  confidence?: "official" | "secondary" | "unverified" | "illustration";
}

/** An ability that shows in behaviour at work. */
export interface FrameworkCompetency {
  /** Its id. */
  id: string;
  /** Its code in the framework's own numbering. */
  code?: string;
  /** Its address. */
  uri?: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What somebody who has it does. */
  statement?: string | Record<string, string>;
  /** Remarks. */
  notes?: string | Record<string, string>;
  /** What sort of competency it is. */
  category?: string;
  /** The language of its plain texts, where not the framework's. */
  language?: string;
  /** Words by which it is found. */
  keywords?: string[];
  /** What it is about. */
  subjects?: string[];
  /** The levels of education that it is for. */
  education?: string[];
  /** Its standing: private_draft, draft, adopted, deprecated, or another word. */
  standing?: string;
  /** When it was last changed. */
  modified?: string;
  /** The first day on which it holds. */
  valid_from?: Day;
  /** The last day on which it holds. */
  valid_until?: Day;
  /** The terms under which it may be used. */
  license?: FrameworkLicense;
  /** The scale on which it is mastered. */
  scale?: string;
  /** The levels on which it exists, the lowest first; without: all. */
  levels?: string[];
  /** By what its levels are recognised. */
  indicators?: FrameworkIndicator[];
  /** Where it comes from. */
  cite?: FrameworkCite[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** What a relation is from or to. */
export interface FrameworkEnd {
  /** Its id. */
  id: string;
  /** The framework that it belongs to, where another. */
  framework?: string;
  /** Its address. */
  uri?: string;
  /** What it is called, where it is elsewhere. */
  title?: string;
}

/** What shows that a level is mastered. */
export interface FrameworkIndicator {
  /** Its id. */
  id?: string;
  /** The level that it shows. */
  level?: string;
  /** What it is about. */
  kind?: "knowledge" | "skill" | "attitude" | "behaviour";
  /** Its words. */
  text: string | Record<string, string>;
  /** Where it comes from. */
  cite?: FrameworkCite[];
}

/** How far a competency is mastered. */
export interface FrameworkLevel {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** The number that it stands for; without one, its position from 1. */
  value?: Numeral;
  /** What outside systems call it. */
  codes?: string[];
  /** Where it comes from. */
  cite?: FrameworkCite[];
}

/** Terms of use. */
export interface FrameworkLicense {
  /** Its name. */
  name?: string;
  /** Its address. */
  uri?: string;
  /** Its words. */
  text?: string;
}

/** How two things belong together. */
export interface FrameworkRelation {
  /** Its id. */
  id?: string;
  /** Its kind, as the verb between the two: child_of, requires, exact_match, …. */
  kind: string;
  /** The one that the sentence is about. */
  from: string | FrameworkEnd;
  /** The other. */
  to: string | FrameworkEnd;
  /** The position among the children of the other. */
  order?: number | bigint;
  /** How strong it is. */
  strength?: Numeral;
  /** Who says so. */
  asserted_by?: string;
  /** The version of the one for which it was found. */
  from_version?: string;
  /** The version of the other for which it was found. */
  to_version?: string;
  /** Remarks. */
  notes?: string;
  /** Its address. */
  uri?: string;
  /** When it was last changed. */
  modified?: string;
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** Levels in order. */
export interface FrameworkScale {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** Where mastery begins; without one, the value of the lowest level. */
  minimum?: Numeral;
  /** Its levels, the lowest first. */
  levels: FrameworkLevel[];
  /** Where it comes from. */
  cite?: FrameworkCite[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** A text that is cited. */
export interface FrameworkSource {
  /** Its name in this document. */
  name: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** Its address. */
  uri?: string;
  /** How sure it is that it says what is cited. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** A tier of posts and the level that it requires. */
export interface FrameworkTier {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** The level that is required. */
  level: string;
  /** Of which competencies; without: of all that have a scale. */
  competencies?: string[];
  /** Where it comes from. */
  cite?: FrameworkCite[];
}

/** A job profile. The document `profile/1`. */
export interface ProfileDocument {
  /** The kind of document. */
  kinerja: "profile/1";
  /** Its id. */
  profile: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What somebody in the post does. */
  description?: string | Record<string, string>;
  /** The post that it is of. */
  post?: string;
  /** The grade that it is of. */
  grade?: string;
  /** The tier or role level that it is of. */
  tier?: string;
  /** The framework that its competencies are of. */
  framework?: string;
  /** The version of the framework. */
  framework_version?: string;
  /** The first day on which it holds. */
  valid_from?: Day;
  /** The last day on which it holds. */
  valid_until?: Day;
  /** The texts that are cited. */
  sources?: ProfileSource[];
  /** The scales of its levels. */
  scales?: ProfileScale[];
  /** What is required. */
  requirements: ProfileRequirement[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** A place in a source. */
export interface ProfileCite {
  /** The name of a source. */
  source: string;
  /** The place in it. */
  at?: string;
  /** How sure this place is, where other than the source. */
  confidence?: "official" | "secondary" | "unverified" | "illustration";
}

/** How far a competency is mastered. */
export interface ProfileLevel {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** The number that it stands for; without one, its position from 1. */
  value?: Numeral;
  /** What outside systems call it. */
  codes?: string[];
  /** Where it comes from. */
  cite?: ProfileCite[];
}

/** What a post requires of one competency: a level, a value, a percentage of the scale, or just to have it. */
export interface ProfileRequirement {
  /** The id of the competency. */
  competency: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What sort of competency it is. */
  category?: string;
  /** The scale of the level; where the profile has one scale, that. */
  scale?: string;
  /** The level that is required. */
  level?: string;
  /** The value that is required. */
  value?: Numeral;
  /** The part of the scale that is required, in percent. */
  percent?: Numeral;
  /** Whether it counts, or is welcome only; without: essential. */
  need?: "essential" | "optional";
  /** Its weight; without: as much as each other. */
  weight?: Numeral;
  /** That nothing makes up for it. */
  mandatory?: boolean;
  /** Where it comes from. */
  cite?: ProfileCite[];
}

/** Levels in order. */
export interface ProfileScale {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** Where mastery begins; without one, the value of the lowest level. */
  minimum?: Numeral;
  /** Its levels, the lowest first. */
  levels: ProfileLevel[];
  /** Where it comes from. */
  cite?: ProfileCite[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** A text that is cited. */
export interface ProfileSource {
  /** Its name in this document. */
  name: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** Its address. */
  uri?: string;
  /** How sure it is that it says what is cited. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** What was found of one person's competencies. The document `assessment/1`. */
export interface AssessmentDocument {
  /** The kind of document. */
  kinerja: "assessment/1";
  /** Whom it is about. */
  person?: AssessmentPerson;
  /** The day of the assessment. */
  on?: Day;
  /** Who assessed. */
  by?: string;
  /** A remark. */
  note?: string;
  /** What was found. */
  results: AssessmentResult[];
}

/** Whom it is about. */
export interface AssessmentPerson {
  /** The host's own reference. */
  ref?: string;
  /** The name. */
  name?: string;
  /** The post held. */
  post?: string;
  /** The unit of the organisation. */
  unit?: string;
}

/** What was found of one competency: a level, a value, whether it is there, or why nothing was found. */
export interface AssessmentResult {
  /** The id of the competency. */
  competency: string;
  /** The level that was shown. */
  level?: string;
  /** The value that was shown, which need not be one of a level. */
  value?: Numeral;
  /** Whether it is there. */
  has?: boolean;
  /** That nothing was found, and of which kind that is. */
  absent?: "not_rated" | "not_applicable";
  /** Why nothing was found. */
  because?: string;
  /** What it rests on. */
  evidence?: string[];
  /** Who rated it. */
  by?: string;
  /** When. */
  on?: Day;
  /** A remark. */
  note?: string;
}

/** What a person lacks for a post: calculated, not decided. The document `gap-result/1`. */
export interface GapResultDocument {
  /** The kind of document. */
  kinerja: "gap-result/1";
  /** The id of the job profile. */
  profile: string;
  /** The digest of the job profile. */
  profile_digest: string;
  /** The digest of the assessment. */
  assessment_digest: string;
  /** Whom it is about. */
  person?: GapResultPerson;
  /** The day of the assessment. */
  on?: Day;
  /** The method; without one: proportional. */
  method?: "proportional" | "met-count" | "jpm-ratio-of-sums" | "jpm-mean-of-ratios" | "weighted-gap";
  /** Whether more than required counts; without: it does. */
  cap?: "none" | "each" | "whole";
  /** What becomes of what was not rated; without: block. */
  unrated?: "block" | "exclude" | "minimum";
  /** How each ratio is rounded before the mean. */
  round_each?: GapResultRounding;
  /** How the score is rounded. */
  round?: GapResultRounding;
  /** The bands, highest first. */
  bands?: GapResultGapBand[];
  /** What came out. */
  outcomes: GapResultGapOutcomes;
  /** Of how many requirements something was found. */
  assessed: GapResultAssessed;
  /** The requirements that nothing makes up for. */
  mandatory?: GapResultGapMandatory;
  /** Each requirement and what was found of it. */
  items: GapResultGapItem[];
  /** What to know beside. */
  warnings?: unknown[];
  /** The explanation by language, where it was asked for. */
  explanation?: Record<string, string>;
  /** The report as an HTML page by language, where it was asked for. */
  html?: Record<string, string>;
  /** The digest of the rest: an input of a scheme takes the document by it. */
  seal?: string;
}

/** Of how many requirements something was found. */
export interface GapResultAssessed {
  /** Those of which something was found. */
  rated: number | bigint;
  /** Those that count. */
  of: number | bigint;
  /** Those of which a rating is owed. */
  not_rated: number | bigint;
  /** Those of which none is owed. */
  not_applicable: number | bigint;
}

/** A range of scores with a name. */
export interface GapResultGapBand {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** The lowest score in it; the last may leave it out. */
  from?: Numeral;
}

/** A requirement and what was found of it. */
export interface GapResultGapItem {
  /** The competency. */
  competency: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** The value required. */
  required: string;
  /** The value found. */
  actual?: string;
  /** How nothing was found. */
  absent?: "not_rated" | "not_applicable";
  /** What is lacking; below zero where more was found. */
  gap?: string;
  /** Whether as much as required was found. */
  met?: boolean;
  /** Its part in the score, as the method reckons it. */
  share?: string;
  /** Its weight. */
  weight: string;
  /** That nothing makes up for it. */
  mandatory?: boolean;
  /** That it does not count. */
  need?: "optional";
}

/** The requirements that nothing makes up for. */
export interface GapResultGapMandatory {
  /** Those that are met. */
  met: number | bigint;
  /** All of them. */
  of: number | bigint;
  /** Those that are not met. */
  knock_outs: string[];
  /** Those that nobody rated. */
  open: string[];
}

/** What came out. */
export interface GapResultGapOutcomes {
  /** The score, in percent; a fraction where it does not end and is not rounded. */
  score: string;
  /** The score before it was rounded. */
  exact?: string;
  /** The band that holds. */
  band?: string;
}

/** Whom it is about. */
export interface GapResultPerson {
  /** The host's own reference. */
  ref?: string;
  /** The name. */
  name?: string;
  /** The post held. */
  post?: string;
  /** The unit of the organisation. */
  unit?: string;
}

/** How a number is rounded. */
export interface GapResultRounding {
  /** Digits after the point. */
  digits: number | bigint;
  /** The rounding mode. */
  mode: "up" | "down" | "ceiling" | "floor" | "half_up" | "half_down" | "half_even" | "half_ceiling" | "half_floor" | "zero_five_up";
}

/** What the columns of a table mean. The document `table/1`. */
export interface TableDocument {
  /** The kind of document. */
  kinerja: "table/1";
  /** Its id. */
  table: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** The id of the framework that is read; without: the table's. */
  framework?: string;
  /** The language of its texts. */
  language?: string;
  /** How many rows of titles there are; without: one. */
  header_rows?: number | bigint;
  /** The levels that it writes; without: those that it is found to have. */
  scale?: TableScale;
  /** Its columns, in the order in which they are written. */
  columns: TableTableColumn[];
  /** That each other column is a competency, and holds the level required. */
  others?: "required_level";
}

/** A place in a source. */
export interface TableCite {
  /** The name of a source. */
  source: string;
  /** The place in it. */
  at?: string;
  /** How sure this place is, where other than the source. */
  confidence?: "official" | "secondary" | "unverified" | "illustration";
}

/** How far a competency is mastered. */
export interface TableLevel {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** The number that it stands for; without one, its position from 1. */
  value?: Numeral;
  /** What outside systems call it. */
  codes?: string[];
  /** Where it comes from. */
  cite?: TableCite[];
}

/** Levels in order. */
export interface TableScale {
  /** Its id. */
  id: string;
  /** What it is called. */
  title?: string | Record<string, string>;
  /** What it is. */
  description?: string | Record<string, string>;
  /** Where mastery begins; without one, the value of the lowest level. */
  minimum?: Numeral;
  /** Its levels, the lowest first. */
  levels: TableLevel[];
  /** Where it comes from. */
  cite?: TableCite[];
  /** What a format said beside, word for word. */
  extra?: Record<string, unknown>;
}

/** A column and what it is. */
export interface TableTableColumn {
  /** Its title in the table. */
  column: string;
  /** Other titles by which it is known; one may end in `*`. */
  also?: string[];
  /** Its title in a second row of titles. */
  label?: string;
  /** What it is. */
  is: "competency" | "competency.code" | "competency.title" | "competency.statement" | "competency.category" | "competency.parents" | "competency.keywords" | "competency.notes" | "competency.uri" | "competency.extra" | "level" | "indicator" | "indicator.kind" | "profile" | "profile.title" | "profile.description" | "profile.post" | "profile.grade" | "profile.tier" | "profile.extra" | "requirement.value" | "requirement.percent" | "requirement.weight" | "requirement.mandatory" | "requirement.need" | "number" | "fixed";
  /** That a table without it is another one. */
  needed?: boolean;
  /** Of an indicator: the level that it shows; without: that of the row. */
  level?: string;
  /** Of a level: how it is written; without: by its title. */
  as?: "title" | "id" | "value";
  /** Words that say that there is nothing. */
  none?: string[];
  /** Of what is fixed: what stands in every row. */
  value?: string;
  /** Words at which the row is passed over. */
  skip?: string[];
}

/** A rater policy: who rates what, how much each group counts, what happens where something is missing. The document `rater-policy/1`. */
export interface RaterPolicyDocument {
  /** The kind of document. */
  kinerja?: "rater-policy/1";
  /** What people call it. */
  title?: RaterPolicyText;
  /** The marks that a rater may give. */
  scale: RaterPolicyMarks;
  /** The groups of raters. */
  groups: RaterPolicyRaterGroup[];
  /** What is rated. */
  items: RaterPolicyRatedItem[];
  /** How the marks of a group become one number; the mean where nothing is said. */
  centre?: "mean" | "median" | RaterPolicyTrimmedMean;
  /** Whether an item's score is the weighted mean of its groups (where nothing is said) or one over all raters alike. */
  over?: "groups" | "raters";
  /** What a rater's further answer to the same is: refused (where nothing is said), the one that counts, or one more of those whose mean counts. */
  repeated?: "refuse" | "latest" | "mean";
  /** What happens to groups with too few raters: left out, put together with each other, or no score. */
  too_few: "leave_out" | "merge" | "block";
  /** What happens where something is missing. */
  missing: RaterPolicyMissing;
  /** How the scores are rounded; without it they stay exact. */
  round?: RaterPolicyRounding;
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: RaterPolicyCited[];
}

/** A place in a source. */
export interface RaterPolicyCited {
  /** The title of the source. */
  source: RaterPolicyText;
  /** The place in it: article, annex, page. */
  at?: string;
  /** How sure it is that this stands there. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** A name. */
export type RaterPolicyId = string;

/** The marks that a rater may give. */
export interface RaterPolicyMarks {
  /** The lowest mark. */
  from: Numeral;
  /** The highest mark. */
  until: Numeral;
  /** Digits after the point that a mark may have; 0 where nothing is said. */
  digits?: number | bigint;
}

/** What happens where something is missing: the others count for it, or there is no score. */
export interface RaterPolicyMissing {
  /** An answer that is owed. */
  answer: "exclude" | "block";
  /** A group that counts, without answers. */
  group: "exclude" | "block";
  /** An item without score. */
  item: "exclude" | "block";
}

/** What is rated. */
export interface RaterPolicyRatedItem {
  /** Its name. */
  name: RaterPolicyId;
  /** What people call it. */
  title?: RaterPolicyText;
  /** What it is; a question where nothing is said. */
  kind?: "question" | "behaviour" | "competency";
  /** How much it counts in the whole; 1 where nothing is said. */
  weight?: Numeral;
  /** The groups that are asked; all where nothing is said. */
  groups?: RaterPolicyId[];
}

/** A group of raters. */
export interface RaterPolicyRaterGroup {
  /** Its name: the origin of an answer. */
  name: RaterPolicyId;
  /** What people call it. */
  title?: RaterPolicyText;
  /** Whether it is the person, raters who are known to the person, or raters who must stay unknown. */
  raters: "self" | "named" | "unnamed";
  /** How much its mean counts. */
  weight: Numeral;
  /** The fewest raters for whom its mean is shown and counted; 1 where nothing is said. */
  least?: number | bigint;
}

/** How a number is rounded. */
export interface RaterPolicyRounding {
  /** Digits after the point. */
  digits: number | bigint;
  /** The rounding mode. */
  mode: "up" | "down" | "ceiling" | "floor" | "half_up" | "half_down" | "half_even" | "half_ceiling" | "half_floor" | "zero_five_up";
}

/** A text for people: from language to text, or plain where one language is declared. */
export type RaterPolicyText = {
  id?: string;
  en?: string;
} | string;

/** A mean without the outermost marks. */
export interface RaterPolicyTrimmedMean {
  /** The part cut off at each end, below one half. */
  trimmed: Numeral;
  /** Whether a mark may be cut in part (`fractional`, where nothing is said) or only as a whole. */
  cut?: "fractional" | "whole";
}

/** What raters answered about one person in one period. The document `responses/1`. */
export interface ResponsesDocument {
  /** The kind of document. */
  kinerja?: "responses/1";
  /** The person whom the answers are about. */
  about: ResponsesPerson;
  /** The period that they are about. */
  period: ResponsesPeriod;
  /** The answers, in any order. */
  answers: ResponsesAnswer[];
  /** What raters saw and advise, in words. */
  notes?: ResponsesNote[];
}

/** One answer. */
export interface ResponsesAnswer {
  /** What is rated. */
  item: ResponsesId;
  /** The code of the rater. */
  rater: string;
  /** The group that the rater belongs to. */
  origin: ResponsesId;
  /** The mark; left out, the answer is owed. */
  mark?: number | string | ResponsesNoMark;
  /** When it was given. */
  on?: Day;
}

/** A name. */
export type ResponsesId = string;

/** Why there is no mark. */
export interface ResponsesNoMark {
  /** Owed and not there, or not owed: the rater cannot judge. */
  absent: "not_rated" | "not_applicable";
  /** Why. */
  because?: string;
}

/** Feedback in words. */
export interface ResponsesNote {
  /** The code of the rater. */
  rater: string;
  /** The group that the rater belongs to. */
  origin: ResponsesId;
  /** What it is about, where it is about one item. */
  item?: ResponsesId;
  /** What was seen or heard. */
  observed: string;
  /** What it led to. */
  effect?: string;
  /** What to do next. */
  next_step?: string;
  /** What it rests on. */
  evidence?: string[];
  /** When it was seen. */
  on: Day;
}

/** Two dates, both counted. */
export interface ResponsesPeriod {
  /** The first day. */
  from: Day;
  /** The last day. */
  until: Day;
}

/** A person. */
export interface ResponsesPerson {
  /** The code by which the host knows the person. */
  ref: string;
  /** The name. */
  name?: string;
  /** The post. */
  post?: string;
  /** The unit. */
  unit?: string;
}

/** Answers of an organisation, of which the means of nested units are to be published. The document `unit-answers/1`. */
export interface UnitAnswersDocument {
  /** The kind of document. */
  kinerja?: "unit-answers/1";
  /** How many raters everything that can be told must rest on. */
  least: number | bigint;
  /** The dates up to which answers are counted, the earliest first; without them all answers are. */
  dates?: Day[];
  /** Means that are published already and cannot be taken back. */
  published?: UnitAnswersPublishedMean[];
  /** The answers, in any order. */
  answers: UnitAnswersUnitAnswer[];
}

/** A name. */
export type UnitAnswersId = string;

/** A mean that is published already. */
export interface UnitAnswersPublishedMean {
  /** The unit, with those above it, the largest first. */
  units: string[];
  /** What is rated. */
  item: UnitAnswersId;
  /** The group; without it, all groups together. */
  origin?: UnitAnswersId;
  /** The date up to which answers were counted. */
  until?: Day;
}

/** One answer. */
export interface UnitAnswersUnitAnswer {
  /** The units that it belongs to, the largest first. */
  units: string[];
  /** What is rated. */
  item: UnitAnswersId;
  /** The group of the rater. */
  origin: UnitAnswersId;
  /** The code of the rater. */
  rater: string;
  /** The mark. */
  mark: Numeral;
  /** When it was given; needed where there are dates. */
  on?: Day;
}

/** A suggestion on a policy or a procedure, and what became of it. The document `suggestion/1`. */
export interface SuggestionDocument {
  /** The kind of document. */
  kinerja?: "suggestion/1";
  /** The code by which the host knows it. */
  ref: string;
  /** The codes of those who made it; left out, they are not named. */
  by?: string[];
  /** The unit that it comes from. */
  unit?: string;
  /** What kind of thing it is on. */
  on: "policy" | "procedure";
  /** The policy or procedure. */
  about: string;
  /** What is wrong with it, as those see it who work by it. */
  problem: string;
  /** What is proposed. */
  proposal: string;
  /** What it rests on. */
  evidence?: string[];
  /** When it was received. */
  received: Day;
  /** What was done with it, the earliest first. */
  steps?: SuggestionSuggestionStep[];
}

/** A figure before and after. */
export interface SuggestionSuggestionEffect {
  /** What is counted. */
  measure: string;
  /** The unit of the figure. */
  unit?: string;
  /** The figure before. */
  before: Numeral;
  /** The figure after. */
  after: Numeral;
  /** Which is better. */
  better: "higher" | "lower";
}

/** A step on a suggestion's way. */
export interface SuggestionSuggestionStep {
  /** The state that it comes to. */
  to: "considered" | "adopted" | "declined" | "measured";
  /** When. */
  on: Day;
  /** The code of who did it; needed where it is adopted or declined. */
  by?: string;
  /** Why; needed where it is declined. */
  because?: string;
  /** What it changed; needed where that is measured. */
  effect?: SuggestionSuggestionEffect;
  /** What the step rests on. */
  evidence?: string[];
}

/** What one employee did, day by day, and what the superior says to it. The document `journal/1`. */
export interface JournalDocument {
  /** The kind of document. */
  kinerja?: "journal/1";
  /** The employee. */
  about: JournalPerson;
  /** The period. */
  period: JournalPeriod;
  /** When the employee was on leave. */
  leave?: JournalPeriod[];
  /** What was done, in any order. */
  entries: JournalEntry[];
}

/** What was done. */
export interface JournalEntry {
  /** The code by which the host knows it. */
  ref: string;
  /** The day. */
  on: Day;
  /** The time of day, as 08:30. */
  from?: string;
  /** The time of day, as 08:30. */
  until?: string;
  /** What was done. */
  activity: JournalId;
  /** How many of it; 1 where nothing is said. */
  volume?: Numeral;
  /** The minutes that it took, for an activity that has none of its own. */
  minutes?: Numeral;
  /** The goal that it serves. */
  goal?: JournalId;
  /** What it adds to the goal's realisation; the volume where nothing is said. */
  figure?: Numeral;
  /** A remark. */
  note?: string;
  /** What it rests on. */
  evidence?: string[];
  /** When it was entered. */
  entered?: Day;
  /** What the superior says; pending where nothing is said. */
  status?: "pending" | "accepted" | "rejected";
  /** The superior; needed where it is accepted or rejected. */
  by?: string;
  /** When the superior said so. */
  decided?: Day;
  /** Why; needed where it is rejected. */
  because?: string;
}

/** A name. */
export type JournalId = string;

/** Two dates, both counted. */
export interface JournalPeriod {
  /** The first day. */
  from: Day;
  /** The last day. */
  until: Day;
}

/** A person. */
export interface JournalPerson {
  /** The code by which the host knows the person. */
  ref: string;
  /** The name. */
  name?: string;
  /** The post. */
  post?: string;
  /** The unit. */
  unit?: string;
}

/** What an organisation decides about daily reports. The document `journal-settings/1`. */
export interface JournalSettingsDocument {
  /** The kind of document. */
  kinerja?: "journal-settings/1";
  /** What people call it. */
  title?: JournalSettingsText;
  /** The activities that may be entered. */
  activities: JournalSettingsActivity[];
  /** The goals whose realisations come from entries. */
  goals?: JournalSettingsJournalGoal[];
  /** How many effective minutes are asked for. */
  norm: JournalSettingsMinutesNorm;
  /** The days of the week on which work is done. */
  workdays: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  /** Days on which it is not. */
  holidays?: Day[];
  /** The most effective minutes that one day can have; 1440 where nothing is said. */
  most_a_day?: Numeral;
  /** Whether a day with more is reported and counted (where nothing is said), or reported and cut to the most. */
  over?: "report" | "cap";
  /** How many days after the activity it may be entered. */
  deadline?: number | bigint;
  /** Whether an entry after that is reported and counted (where nothing is said), or reported and left out. */
  late?: "report" | "leave_out";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: JournalSettingsCited[];
}

/** An activity that may be entered. */
export interface JournalSettingsActivity {
  /** Its name. */
  name: JournalSettingsId;
  /** What people call it. */
  title?: JournalSettingsText;
  /** The minutes that one of it is worth; without it each entry says its minutes. */
  minutes?: Numeral;
  /** The goal that it serves, where an entry names none. */
  goal?: JournalSettingsId;
}

/** A place in a source. */
export interface JournalSettingsCited {
  /** The title of the source. */
  source: JournalSettingsText;
  /** The place in it: article, annex, page. */
  at?: string;
  /** How sure it is that this stands there. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** A name. */
export type JournalSettingsId = string;

/** A goal whose realisation comes from entries. */
export interface JournalSettingsJournalGoal {
  /** Its name. */
  name: JournalSettingsId;
  /** What people call it. */
  title?: JournalSettingsText;
  /** The unit of its figure. */
  unit?: string;
  /** How entries become its realisation: their sum (where nothing is said), the latest or the highest. */
  of?: "sum" | "latest" | "highest";
}

/** How many effective minutes are asked for: a working day, or a full month. */
export interface JournalSettingsMinutesNorm {
  /** Minutes of a working day. */
  a_day?: Numeral;
  /** Minutes of a month; of a part of a month as much as its part of the working days. */
  a_month?: Numeral;
}

/** A text for people: from language to text, or plain where one language is declared. */
export type JournalSettingsText = {
  id?: string;
  en?: string;
} | string;

/** Periodic evaluations of one employee, and the rules by which they become the year's. The document `year/1`. */
export interface YearDocument {
  /** The kind of document. */
  kinerja?: "year/1";
  /** The year, or another period that is evaluated as a whole. */
  period: YearPeriod;
  /** The levels of the evaluations, the lowest first; without them they are numbers. */
  levels?: YearYearLevel[];
  /** The periodic evaluations, in any order. */
  evaluations: YearPeriodicEvaluation[];
  /** When the employee was on leave. */
  leave?: YearPeriod[];
  /** How the year's follows: set by somebody, the latest, the most frequent, the worst, or the mean weighted by time. */
  rule: "explicit" | "latest" | "mode" | "worst" | "weighted" | YearRULE;
  /** What was set, where the rule is `explicit`. */
  explicit?: YearSetEvaluation;
  /** What an evaluation weighs: its days (where nothing is said), or its months. */
  weigh?: "days" | "months" | YearWEIGH;
  /** Where months weigh: which evaluation a month of two belongs to. */
  month_of_move?: "earlier" | "later" | "longer" | YearMONTHOFMOVE;
  /** Whether days of leave weigh nothing (where nothing is said) or count. */
  leave_days?: "leave_out" | "count" | YearLEAVEDAYS;
  /** Leave of fewer days in a row counts as work; 1 where nothing is said. */
  leave_least?: number | bigint;
  /** Whether days that no evaluation covers are refused (where nothing is said) or weigh nothing. */
  gap?: "refuse" | "leave_out" | YearGAP;
  /** Whether days that two evaluations cover are refused (where nothing is said), belong to the earlier or the later, or are shared. */
  overlap?: "refuse" | "earlier" | "later" | "share" | YearOVERLAP;
  /** Whether evaluations of an acting post count (where nothing is said) or are left out. */
  acting?: "count" | "leave_out" | YearACTING;
  /** Of values with the same claim (equally frequent, or ending on the same day): the worse, the better, or that of the latest evaluation. */
  tie?: "worse" | "better" | "latest" | YearTIE;
  /** With fewer evaluated days there is no evaluation of the year. */
  least_days?: number | bigint;
  /** How a mean of levels becomes a level. */
  to_level?: "half_up" | "half_down" | "half_even" | "floor" | "ceiling";
  /** How a mean of numbers is rounded; without it, it stays exact. */
  round?: YearRounding;
  /** The language of an `explanation` beside the result; none where nothing is said. */
  explain?: "en" | "id";
}

/** A choice, and where it comes from. */
export interface YearACTING {
  /** The choice. */
  is: "count" | "leave_out";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearGAP {
  /** The choice. */
  is: "refuse" | "leave_out";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearLEAVEDAYS {
  /** The choice. */
  is: "leave_out" | "count";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearMONTHOFMOVE {
  /** The choice. */
  is: "earlier" | "later" | "longer";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearOVERLAP {
  /** The choice. */
  is: "refuse" | "earlier" | "later" | "share";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearRULE {
  /** The choice. */
  is: "explicit" | "latest" | "mode" | "worst" | "weighted";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearTIE {
  /** The choice. */
  is: "worse" | "better" | "latest";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A choice, and where it comes from. */
export interface YearWEIGH {
  /** The choice. */
  is: "days" | "months";
  /** Where it comes from; without it, it is a choice of the organisation. */
  cite?: YearCited[];
}

/** A place in a source. */
export interface YearCited {
  /** The title of the source. */
  source: YearText;
  /** The place in it: article, annex, page. */
  at?: string;
  /** How sure it is that this stands there. */
  confidence: "official" | "secondary" | "unverified" | "illustration";
}

/** A name. */
export type YearId = string;

/** Two dates, both counted. */
export interface YearPeriod {
  /** The first day. */
  from: Day;
  /** The last day. */
  until: Day;
}

/** A periodic evaluation. */
export interface YearPeriodicEvaluation {
  /** The code by which the host knows it. */
  ref?: string;
  /** The first day. */
  from: Day;
  /** The last day. */
  until: Day;
  /** A level of the scale, where there are levels. */
  level?: YearId;
  /** A number, where there are none. */
  score?: Numeral;
  /** Who evaluated. */
  by?: string;
  /** The post. */
  post?: string;
  /** Whether the post was held as an acting one. */
  acting?: boolean;
}

/** How a number is rounded. */
export interface YearRounding {
  /** Digits after the point. */
  digits: number | bigint;
  /** The rounding mode. */
  mode: "up" | "down" | "ceiling" | "floor" | "half_up" | "half_down" | "half_even" | "half_ceiling" | "half_floor" | "zero_five_up";
}

/** What somebody set. */
export interface YearSetEvaluation {
  /** A level of the scale, where there are levels. */
  level?: YearId;
  /** A number, where there are none. */
  score?: Numeral;
  /** Who set it. */
  by: string;
  /** Why. */
  because: string;
}

/** A text for people: from language to text, or plain where one language is declared. */
export type YearText = {
  id?: string;
  en?: string;
} | string;

/** A level. */
export interface YearYearLevel {
  /** Its name. */
  name: YearId;
  /** What people call it. */
  title?: YearText;
}

/** The trainings that an organisation offers. The document `training-catalogue/1`. */
export interface TrainingCatalogueDocument {
  /** The kind of document. */
  kinerja?: "training-catalogue/1";
  /** What people call it. */
  title?: TrainingCatalogueText;
  /** The trainings. */
  trainings: TrainingCatalogueTraining[];
}

/** A text for people: from language to text, or plain where one language is declared. */
export type TrainingCatalogueText = {
  id?: string;
  en?: string;
} | string;

/** A training. */
export interface TrainingCatalogueTraining {
  /** Its name. */
  name: string;
  /** What people call it. */
  title?: TrainingCatalogueText;
  /** The kind of competence that it builds. */
  kind: "technical" | "managerial" | "socio_cultural";
  /** Its hours. */
  hours: Numeral;
  /** The competency that it raises. */
  competency?: string;
  /** The level that it begins at. */
  from?: Numeral;
  /** The level that it leads to. */
  to?: Numeral;
  /** The behaviour that it works on, where it raises no competency. */
  behaviour?: string;
}
