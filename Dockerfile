# The gates as an image: the first stage compiles, the second holds only what runs. Has git for `check` and `receive`.
FROM node:22.21.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc bundle.mjs tsconfig.json ./
RUN npm ci
COPY src src
RUN npm run -s bundle && npm ci --omit=dev

FROM node:22.21.1-bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/cli dist/cli
COPY policies policies
COPY kubernetes kubernetes
COPY schemas schemas
ENV NODE_ENV=production
USER 65532:65532
ENTRYPOINT ["node", "dist/cli/main.js"]
