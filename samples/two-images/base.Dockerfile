# The base that the two images share, with its own metadata; saved without a tag.
FROM scratch
LABEL org.opencontainers.image.title="base"
COPY notes/base.txt /notes/
