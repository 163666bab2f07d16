/** Writes JSON values as YAML 1.2 blocks. Text is quoted as in JSON, so that none is mistaken for a number or a date. */
export function toYaml(value: unknown): string {
  return `${block(value, 0).trimStart()}\n`;
}

function block(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return ` ${JSON.stringify(value)}`;
  if (Array.isArray(value)) return listBlock(value, depth);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return ' {}';
  return members.map(([name, member]) => `\n${indent(depth)}${key(name)}:${block(member, depth + 1)}`).join('');
}

function listBlock(items: readonly unknown[], depth: number): string {
  if (items.length === 0) return ' []';
  return items.map((item) => `\n${indent(depth)}-${itemBlock(item, depth + 1)}`).join('');
}

/** The first member of an object is on the line of its dash. */
function itemBlock(item: unknown, depth: number): string {
  const text = block(item, depth);
  return text.startsWith('\n') ? ` ${text.slice(1 + depth * 2)}` : text;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(name) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(name)
    ? name
    : JSON.stringify(name);
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}
