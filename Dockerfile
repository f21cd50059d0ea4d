# The hub in a container, with GraphiQL: built in two stages, run in the last as a user without rights. It serves, and builds what needs no shapes, workbooks or PDF:
# releases are built where pemilu-hub is installed with all that pip brings (`make image-size` prints what that saves).

FROM node:22-slim AS graphiql
WORKDIR /graphiql
COPY scripts/graphiql .
RUN npm install --silent --no-audit --no-fund --no-package-lock && npm run --silent build -- /bundle/graphiql

FROM python:3.13-slim AS build
WORKDIR /build
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -rf /var/lib/apt/lists/*
COPY requirements-serve.lock ./
RUN python -m venv --without-pip /opt/hub \
 && pip --python /opt/hub/bin/python install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements-serve.lock
COPY pyproject.toml README.md LICENSE ./
COPY hub hub
COPY ontology ontology
COPY cypher cypher
COPY sample sample
COPY --from=graphiql /bundle hub/web/bundle
COPY scripts/slim.py scripts/slim.py
RUN pip --python /opt/hub/bin/python install --no-cache-dir --disable-pip-version-check --no-deps . \
 && python scripts/slim.py /opt/hub

FROM python:3.13-slim
RUN useradd --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin hub
COPY --from=build /opt/hub /opt/hub
ENV PATH=/opt/hub/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=8)"]
CMD ["hub", "demo", "--host", "0.0.0.0"]
