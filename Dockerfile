# A sketch of an image for production. docs/operations.md says what was tried and what was not.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv/portal

# What sets the type of PDF files.
RUN apt-get update && apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
RUN useradd --system --home-dir /var/lib/portal --create-home portal
USER portal
ENV DATA_DIR=/var/lib/portal STATIC_ROOT=/var/lib/portal/static HOST=0.0.0.0 PORT=8000
VOLUME /var/lib/portal
EXPOSE 8000

CMD ["gunicorn", "--config", "python:scrutiny_portal.gunicorn", "scrutiny_portal.wsgi"]
