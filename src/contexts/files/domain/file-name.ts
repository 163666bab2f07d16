const MAX_LENGTH = 200;
/** What Windows, macOS or Linux do not take in a name, what turns the direction of writing, and what nobody sees. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>:"/\\|?*]/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** The name under which a file is offered for saving: without folders, for every system, with its ending. */
export function safeFileName(given: string): string {
  const name = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(unsafe, ' ').replace(/\s+/g, ' ');
  const bare = name.replace(/^[. ]+|[. ]+$/g, '');
  const kept = reserved.test(bare) ? `_${bare}` : bare;
  const [ending = ''] = /\.[A-Za-z0-9]{1,5}$/.exec(kept) ?? [];
  return `${[...kept.slice(0, kept.length - ending.length)].slice(0, MAX_LENGTH).join('') || 'file'}${ending}`;
}
