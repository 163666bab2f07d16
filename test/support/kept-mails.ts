import { waitUntil, type TestApp } from '#libs/testing';
import { KeptMails, type KeptMailView } from '../../libs/mail/page/kept-mails.js';

/** The mails to this address that an application without SMTP_URL has kept, the oldest first: two may be sent at once, so by their ids. */
export async function mailsTo(testApp: TestApp, address: string): Promise<KeptMailView[]> {
  const mails = await testApp.get(KeptMails).newest();
  return mails.filter(({ recipient }) => recipient === address).sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Waits for so many mails to the address. @returns the last one */
export async function mailTo(testApp: TestApp, address: string, count = 1): Promise<KeptMailView> {
  let mails: KeptMailView[] = [];
  await waitUntil(async () => {
    mails = await mailsTo(testApp, address);
    return mails.length >= count;
  });
  return mails.at(-1)!;
}

/** What stands behind `#token=` in the link of a mail. */
export function tokenIn({ text }: KeptMailView): string {
  const token = /#token=([\w-]+)/.exec(text)?.[1];
  if (token === undefined) throw new Error(`There is no token in: ${text}`);
  return token;
}
