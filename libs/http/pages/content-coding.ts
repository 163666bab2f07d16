import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * In order of preference where the client accepts several equally. The highest level of br takes ten seconds for a large script; this one
 * is as fast as gzip, with a smaller result.
 */
const compressors = {
  br: (plain: Buffer) => brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (plain: Buffer) => gzipped(plain),
};

export type Coding = keyof typeof compressors | 'identity';

export const compress = (plain: Buffer, coding: Coding): Promise<Buffer> | Buffer =>
  coding === 'identity' ? plain : compressors[coding](plain);

/** The coding that Accept-Encoding (RFC 9110, 12.5.3) prefers; `identity` where it accepts no other. */
export function preferredCoding(accepted: string | string[] | undefined): Coding {
  const weights = new Map(
    String(accepted ?? '')
      .split(',')
      .map(weighted),
  );
  const weightOf = (coding: Coding): number =>
    weights.get(coding) ?? (coding === 'identity' ? 0 : (weights.get(`x-${coding}`) ?? weights.get('*') ?? 0));
  let best: Coding = 'identity';
  for (const coding of ['gzip', 'br'] as const)
    if (weightOf(coding) > 0 && weightOf(coding) >= weightOf(best)) best = coding;
  return best;
}

function weighted(entry: string): [name: string, weight: number] {
  const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
}
