/**
 * Runs in the browser. A response with an access token signs the page in, so that after the sign-in operation all others can be executed;
 * the page keeps the token across reloads.
 */
export const SWAGGER_INIT = `
const holder = document.getElementById('swagger-ui');
const scheme = holder.dataset.scheme;

function signIn(token) {
  ui.authActions.authorizeWithPersistOption({
    [scheme]: { name: scheme, schema: { type: 'http', scheme: 'bearer' }, value: token },
  });
}

/** The server may know itself by another address than the browser, say behind a proxy; the page sends to where it came from. */
function sendToThisAddress(response) {
  response.text = JSON.stringify({ ...JSON.parse(response.text), servers: [{ url: location.origin }] });
}

const ui = SwaggerUIBundle({
  url: holder.dataset.url,
  domNode: holder,
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  filter: true,
  responseInterceptor: (response) => {
    if (new URL(response.url).pathname === holder.dataset.url) sendToThisAddress(response);
    const token = response.ok && response.body && response.body.accessToken;
    if (token) signIn(token);
    return response;
  },
});
`;
