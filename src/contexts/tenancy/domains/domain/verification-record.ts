/** The DNS record by which a tenant proves that a domain is its own. */
export interface VerificationRecord {
  readonly type: 'TXT';
  readonly name: string;
  readonly value: string;
}

export const checkResults = ['matching', 'different', 'missing', 'unreachable'] as const;
/** An unreachable DNS says nothing about the record. */
export type CheckResult = (typeof checkResults)[number];

export interface RecordCheck {
  readonly result: CheckResult;
  /** What was there instead of the value. */
  readonly found: readonly string[];
}

/** What DNS says: the texts of a name, none where it has none; null where DNS did not answer. */
export type TxtAnswer = readonly string[] | null;

const PREFIX = '_fieldpilot.';
/** With the label of the record before it a name in DNS has at most 253 characters. */
export const LONGEST_DOMAIN = 253 - PREFIX.length;
export const MOST_FOUND = 10;
export const LONGEST_FOUND = 255;

export function verificationRecord(domain: string, token: string): VerificationRecord {
  return { type: 'TXT', name: `${PREFIX}${domain}`, value: `fieldpilot-verification=${token}` };
}

/** There may be other texts beside the right one. */
export function checkRecord({ value }: VerificationRecord, answer: TxtAnswer): RecordCheck {
  if (answer === null) return { result: 'unreachable', found: [] };
  if (answer.some((text) => text.trim() === value)) return { result: 'matching', found: [] };
  const found = answer.slice(0, MOST_FOUND).map(presentable);
  return { result: found.length > 0 ? 'different' : 'missing', found };
}

/** Whoever runs the zone decides what it says: it is cut, and what no text holds is replaced. */
function presentable(text: string): string {
  const cut = [...text].slice(0, LONGEST_FOUND).join('');
  return cut.replace(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}').trim() || '(empty)';
}
