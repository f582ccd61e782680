# One image for web, worker, beat, migrations and the mail catcher; docker-compose.yml says who runs what.
FROM node:22-slim AS front
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --no-create-home flexcase \
  && install --directory --owner=flexcase /data
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY --from=front /app/node_modules node_modules
COPY . .
ENV FLEXCASE_VAR=/data PYTHONUNBUFFERED=1
VOLUME /data
USER flexcase
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "flexcase.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--worker-class=gthread", "--threads=4", "--access-logfile=-", "--access-logformat=%(h)s %(t)s %(m)s %(U)s %(s)s %(b)s %(M)s", "--no-control-socket"]
