import { FieldPilotClient, type ClientOptions, type Tokens } from '#libs/client';

export type Answer = (request: Request, body: string) => Response | Promise<Response>;

export const json = (status: number, body: unknown, type = 'application/json', headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type, ...headers } });

export const problem = (status: number, code: string) =>
  json(status, { status, code, detail: code, requestId: 'r' }, 'application/problem+json');

/** A client of a server that answers like this, with what it sent and the tokens it told its keeper of. */
export function clientOf(answer: Answer, options: Partial<ClientOptions> = {}) {
  const requests: string[] = [];
  const kept: (Tokens | undefined)[] = [];
  const client = new FieldPilotClient({
    baseUrl: 'http://api.test/',
    onTokens: (fresh) => kept.push(fresh),
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      requests.push(`${request.method} ${pathname}${search}`);
      return answer(request, await request.text());
    },
    ...options,
  });
  return { client, requests, kept };
}
