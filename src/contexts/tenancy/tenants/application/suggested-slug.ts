import anyAscii from 'any-ascii';
import { invalidName } from '../domain/tenant.errors.js';

/** As long as a slug may be. */
const LONGEST = 56;

/** Made of a company's name in whatever script. @throws 422 where nothing of it can stand in an address */
export function suggestedSlug(name: string): string {
  const words =
    anyAscii(name.normalize('NFC'))
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  if (slug === '')
    throw invalidName('/slug', 'No address can be made of this name. Choose a slug, such as "acme-lifts".');
  return slug;
}
