#!/bin/sh
# Make the lesser role that the portal runs as, when compose.yaml's database is made. `manage.py prepare --grant-to portal`
# gives it its rights (docs/operations.md, "Two roles").
set -eu
printf "CREATE ROLE portal LOGIN PASSWORD :'password';\n" |
    psql --set ON_ERROR_STOP=1 --set "password=$PORTAL_DB_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"
