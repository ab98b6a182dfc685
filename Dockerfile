# cvgen with everything it needs. To render the project in the current folder:
#
#   docker build --tag cvgen .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/cv" cvgen render
#
# Debian 12 and the locked packages, as in CI, so the outputs have the same bytes as there. For CVs
# with Chinese, Japanese or Korean, add --build-arg FONTS=fonts-noto-cjk to the first command.

FROM docker.io/library/debian:bookworm-slim AS build
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends python3-pip python3-venv
RUN python3 -m venv --without-pip /opt/cvgen
COPY requirements/render.txt /src/requirements/
RUN pip --python /opt/cvgen/bin/python install --no-cache-dir --require-hashes \
        --requirement /src/requirements/render.txt
COPY . /src
RUN PATH="/opt/cvgen/bin:$PATH" pip --python /opt/cvgen/bin/python install --no-cache-dir \
        --no-deps --no-build-isolation /src

FROM docker.io/library/debian:bookworm-slim
ARG FONTS=""
# git, because cvgen compares CVs with earlier revisions and asks which outputs git ignores.
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends \
        git libharfbuzz-subset0 libpangoft2-1.0-0 python3 $FONTS \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /opt/cvgen /opt/cvgen
# A home that every user can write to, for the cache of fonts.
ENV HOME=/tmp LANG=C.UTF-8 PATH=/opt/cvgen/bin:$PATH
WORKDIR /cv
ENTRYPOINT ["cvgen"]
CMD ["--help"]
