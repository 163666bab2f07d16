export interface SqlStatement {
  /** Without comments, and on one line except for quoted text. */
  readonly text: string;
  /** The comment lines before it, without the dashes. */
  readonly comments: readonly string[];
  /** The line of the file where it begins. */
  readonly line: number;
}

// alternatives: a line comment, a block comment, a quoted or dollar-quoted text, white space, a semicolon, the rest
const TOKEN =
  /--(?<comment>[^\n]*)|\/\*[\s\S]*?\*\/|(?<quoted>[eE]?'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)|(?<space>\s+)|(?<end>;)|(?<word>[\w.]+|[^\s])/g;

/** Splits a script into its statements. Comments inside a statement are dropped, those before one are kept with it. */
export function splitSql(script: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let text = '';
  let comments: string[] = [];
  let line = 1;
  let begins = 1;
  const finish = (): void => {
    if (text.trim()) statements.push({ text: text.trim(), comments, line: begins });
    text = '';
    comments = [];
  };
  for (const { 0: token, groups = {} } of script.matchAll(TOKEN)) {
    if (groups['comment'] !== undefined) {
      if (!text.trim()) comments.push(groups['comment'].trim());
    } else if (groups['end']) {
      finish();
    } else if (groups['space']) {
      if (!text.endsWith(' ')) text += ' ';
    } else if (groups['quoted'] ?? groups['word']) {
      if (!text.trim()) begins = line;
      text += token;
    }
    line += token.split('\n').length - 1;
  }
  finish();
  return statements;
}
