# The layer of notes/two.txt is here twice, and one of image one's layers too.
FROM layerlift/base
LABEL org.opencontainers.image.title="two"
MAINTAINER "Ada Lovelace" <ada@example.org>
COPY notes/two.txt /notes/
COPY notes/one.txt /notes/
COPY notes/two.txt /notes/
ENV NAME="two" \
    LANG=C.UTF-8
ONBUILD COPY . /srv
ENTRYPOINT ["/bin/two"]
