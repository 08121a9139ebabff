# The portal for production: web, worker and beat run from this one image (docker-compose.yml).
FROM python:3.11-slim-bookworm@sha256:528257d48c1da0dcecc2e725d1ae34498d60c965f1241e39cd6a85a8859bdf84

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
        fonts-hanazono fonts-babelstone-han \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 XDG_CACHE_HOME=/tmp/cache
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .
RUN python -m ops.translations compile \
    && python -m ops.static \
    && useradd --uid 10001 --no-create-home --home-dir /data portal \
    && install -d -o portal -g portal -m 0750 /data

USER portal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "zsa_portal.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", \
     "--threads", "4", "--timeout", "120", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--forwarded-allow-ips", "*"]
