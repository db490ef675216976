# The image of an informer: Node without a shell, and the bundle of the services. There is no git in it: the hub needs the other one.
#
#   docker build -f build/collector/deploy/image/informer.Dockerfile --build-arg NODE_DIGEST=sha256:… build/collector
#
# The digest has no default: which one is right is known where images are built, and a tag may be another image tomorrow.
#   docker buildx imagetools inspect gcr.io/distroless/nodejs24-debian12:nonroot
ARG NODE_DIGEST
FROM gcr.io/distroless/nodejs24-debian12@${NODE_DIGEST}
COPY services.js serve-main.js THIRD-PARTY-LICENSES.txt sbom.cdx.json /app/
ENV NODE_ENV=production
USER 65532:65532
WORKDIR /tmp
ENTRYPOINT ["/nodejs/bin/node", "/app/serve-main.js"]
