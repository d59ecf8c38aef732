# syntax=docker/dockerfile:1

FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

# All packages, with those that build.
FROM base AS packages
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma prisma/
COPY scripts/generate.mjs scripts/
RUN NODE_ENV=development npm ci

FROM packages AS build
COPY . .
RUN npm run build

# Only what runs. The Prisma client is already inside the build, so nothing is generated here.
FROM base AS production-packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/.cache

FROM base AS app
RUN useradd --system --create-home --uid 10001 teplo \
 && mkdir /data /backups && chown teplo:teplo /data /backups
ARG APP_VERSION=
ENV APP_VERSION=$APP_VERSION DATA_DIR=/data HOST=0.0.0.0 PORT=3000
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build /app/build build
COPY package.json ./
COPY prisma/migrations prisma/migrations
COPY scripts scripts
COPY app/platform/db/*.mjs app/platform/db/
USER teplo
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "scripts/serve.mjs"]
