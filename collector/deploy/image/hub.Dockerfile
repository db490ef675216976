# The image of the collector and of the registry's API: Node, git and certificates, and the bundle of the services.
#
#   docker build -f build/collector/deploy/image/hub.Dockerfile --build-arg NODE_DIGEST=sha256:… build/collector
#
# The digest has no default: which one is right is known where images are built, and a tag may be another image tomorrow.
#   docker buildx imagetools inspect node:24-bookworm-slim
ARG NODE_DIGEST
FROM node:24-bookworm-slim@${NODE_DIGEST}
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates git \
  && rm -rf /var/lib/apt/lists/*
COPY services.js sqlite-worker.js serve-main.js THIRD-PARTY-LICENSES.txt sbom.cdx.json /app/
ENV NODE_ENV=production
USER 65532:65532
WORKDIR /tmp
ENTRYPOINT ["node", "/app/serve-main.js"]
