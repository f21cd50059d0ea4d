# The hub in a container: built in one stage, run in the next as a user without rights.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements-run.lock ./
RUN python -m venv /opt/hub \
 && /opt/hub/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements-run.lock
COPY pyproject.toml README.md LICENSE ./
COPY hub hub
COPY ontology ontology
COPY cypher cypher
COPY sample sample
RUN /opt/hub/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps .

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
