# No build stage: Node runs the TypeScript as it is.
FROM node:26-slim

WORKDIR /app
ENV NODE_ENV=production

# The image brings Node, so the `node` package's own copy is left out by `--ignore-scripts`; nothing else that runs in
# production needs an install script.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY schemas ./schemas
COPY commands ./commands
COPY src ./src

ENV DATA_DIR=/data PORT=8080
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8080

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# Node itself is process 1, so that SIGTERM reaches it and work in hand is put down properly.
CMD ["node", "src/main.ts"]
