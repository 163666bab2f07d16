import { invalidFields } from './usual-refusals.js';

/** The fault for an invalid zone, wherever one is accepted. */
export const badTimeZone = {
  code: 'field.timezone',
  detail: 'must be an IANA time zone such as Europe/Berlin',
} as const;

// names that Intl has from ICU but IANA does not list; PostgreSQL reads some differently: IST is Israel there
const NOT_IANA =
  /^(SystemV\/.*|ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST)$/i;
const NAME = /^[A-Za-z][\w+/-]{0,63}$/;

const IN_CAPITALS =
  /^(GB|GMT(0|\+\d+)?|UTC|UCT|NZ|CHAT|PRC|ROC|ROK|US|CET|EET|MET|WET|EST|MST|HST|[ECMP]ST\d[ECMP]DT|W|SU|ACT|LHI|NSW|IN)$/i;
const IN_SMALL_LETTERS = /^(of|es|au)$/i;
/** Capitals inside a word. */
const MIXED = 'ComodRivadavia DumontDUrville McMurdo DeNoronha EasterIsland BajaNorte BajaSur'.split(' ');
const mixed = new Map(MIXED.map((word) => [word.toLowerCase(), word]));

/** By name in lower case; bounded by the number of zones. */
const known = new Map<string, string>();

/** The name in the spelling of IANA, whatever its case. Undefined for what is no IANA zone, such as `IST` or `+01:00`. */
export function ianaTimeZone(name: string): string | undefined {
  const key = name.toLowerCase();
  const found = known.get(key);
  if (found !== undefined) return found;
  if (!NAME.test(name) || NOT_IANA.test(name) || !isKnownToIntl(name)) return undefined;
  const spelled = spell(name);
  known.set(key, spelled);
  return spelled;
}

/**
 * Validates a zone that was taken from another resource because the caller named none.
 * @param whose names that resource, so that somebody can correct it
 * @param pointer the field that referred to it; the whole body when none did
 * @throws DomainError 422 that never points at a field which was not sent
 */
export function inheritedTimeZone(name: string, whose: string, pointer = ''): string {
  const zone = ianaTimeZone(name);
  if (zone !== undefined) return zone;
  const detail = `The time zone of ${whose}, "${name}", is no IANA time zone. Correct it there or send a timezone.`;
  throw invalidFields([{ pointer, code: badTimeZone.code, detail }], detail);
}

// Intl accepts any case and returns another name of the zone, so it cannot give the spelling of this one
function spell(name: string): string {
  return name.toLowerCase().replace(/[^/_-]+/g, spellWord);
}

function spellWord(word: string, at: number): string {
  if (IN_SMALL_LETTERS.test(word) && at > 0) return word;
  if (IN_CAPITALS.test(word)) return word.toUpperCase();
  return mixed.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1);
}

function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
