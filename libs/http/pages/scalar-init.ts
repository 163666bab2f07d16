/**
 * Runs in the browser. All features that call other hosts are off: fonts, telemetry, the assistant and the request proxy. The page keeps
 * its token across reloads. Scalar prefills requests with all examples, so those of filters are removed: each list would come back empty.
 */
export const SCALAR_INIT = `
const holder = document.getElementById('reference');
const { url, scheme } = holder.dataset;

function withoutFilterExamples(api) {
  const operations = Object.values(api.paths).flatMap((path) => Object.values(path));
  const parameters = operations.flatMap((operation) => operation.parameters ?? []);
  for (const { required, schema } of parameters) if (!required) delete schema?.examples;
  return api;
}

/** Scalar's search opens what the arrow keys have chosen; who has only typed means the first hit. */
document.addEventListener(
  'keydown',
  (event) => {
    const { key, target, isComposing } = event;
    if (key !== 'Enter' || isComposing || !target.matches('input[role=combobox][aria-controls$="-search-result"]')) return;
    if (target.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    document.getElementById(target.getAttribute('aria-controls'))?.querySelector('[id^="search-result-"]')?.click();
  },
  { capture: true },
);

fetch(url)
  .then((answer) => answer.json())
  .then((api) =>
    Scalar.createApiReference(holder, {
      content: { ...withoutFilterExamples(api), servers: [{ url: location.origin }] },
      withDefaultFonts: false,
      telemetry: false,
      persistAuth: true,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      documentDownloadType: 'none',
      authentication: { preferredSecurityScheme: scheme },
    }),
  );
`;
