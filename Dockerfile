# Galley with its relay, as one process: docs/deploy.md.
FROM node:22-slim AS build
WORKDIR /galley
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
ARG GALLEY_SIGN_IN
RUN npm run build
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:22-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /galley
COPY --from=build /galley/package.json ./
COPY --from=build /galley/node_modules node_modules
COPY --from=build /galley/dist dist
ENV NODE_ENV=production
USER node
EXPOSE 4321
ENTRYPOINT ["node", "dist/cli/galley.js", "serve", "--host", "0.0.0.0", "--port", "4321"]
CMD ["--no-blog", "--relay", "github.com,bitbucket.org"]
