# One step on top of the base: the archive's manifest.json then names the base as "Parent".
FROM layerlift/base
COPY notes/one.txt /notes/
