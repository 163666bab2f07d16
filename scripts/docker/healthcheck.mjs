// The health check of the container: exits with 0 when the product is ready to serve requests.
const url = `http://127.0.0.1:${process.env.PORT || 3000}/health/ready`;
const { ok } = await fetch(url, { signal: AbortSignal.timeout(4000) }).catch(() => ({ ok: false }));
process.exit(ok ? 0 : 1);
