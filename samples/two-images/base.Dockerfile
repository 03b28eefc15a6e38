# The base that the two images share, with metadata of its own; saved without a tag.
FROM scratch
LABEL org.opencontainers.image.title="base"
COPY notes/base.txt /notes/
