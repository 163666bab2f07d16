import { refuse } from '#libs/kernel';
import { duplicateMember, malformedJson, tooDeep } from '../problem/request-problems.js';

const MAX_DEPTH = 32;

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/**
 * Refuses what JSON.parse accepts: duplicate members, of which readers take different ones, `__proto__`, and nesting deeper than any
 * request needs. The text must be valid JSON.
 */
export function assertPlainJson(text: string): void {
  // the names of members so far on each level; null for an array
  const levels: (Set<string> | null)[] = [];
  let expectsName = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (expectsName) addName(levels.at(-1), text.slice(at, end + 1));
        expectsName = false;
        at = end;
        break;
      }
      case OPEN_BRACE:
        enter(levels, new Set());
        expectsName = true;
        break;
      case OPEN_BRACKET:
        enter(levels, null);
        expectsName = false;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        levels.pop();
        expectsName = false;
        break;
      case COMMA:
        expectsName = levels.at(-1) instanceof Set;
        break;
    }
  }
}

function enter(levels: (Set<string> | null)[], names: Set<string> | null): void {
  levels.push(names);
  if (levels.length > MAX_DEPTH) throw refuse(tooDeep);
}

function addName(names: Set<string> | null | undefined, quoted: string): void {
  const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (name === '__proto__') throw refuse(malformedJson, { detail: 'The body names a member "__proto__".' });
  if (names?.has(name)) throw refuse(duplicateMember);
  names?.add(name);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== QUOTE; at += 1) {
    if (text.charCodeAt(at) === BACKSLASH) at += 1;
  }
  return at;
}
