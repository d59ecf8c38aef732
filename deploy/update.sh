#!/bin/sh
# Brings a running installation to another version without downtime: deploy/update.sh <tag>. Ends at the first failure, with the
# old version still serving.
set -eu
cd "$(dirname "$0")/.."
version=${1:?usage: deploy/update.sh <tag>}

wait_healthy() {
    service=$1
    tries=0
    until [ "$(docker inspect --format '{{.State.Health.Status}}' "$(docker compose ps -q "$service")")" = healthy ]; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ]; then
            echo "$service did not become healthy: docker compose logs $service" >&2
            exit 1
        fi
        sleep 2
    done
}

echo "1. backup"
docker compose exec -T backup node scripts/backup.mjs

echo "2. image of $version"
before=$(git rev-parse HEAD)
git fetch --tags
git checkout --quiet "$version"
sed -i '/^APP_VERSION=/d' .env
echo "APP_VERSION=$version" >> .env
docker compose build app-1

echo "3. tables"
docker compose run --rm migrate

for service in app-1 app-2 worker backup; do
    echo "4. $service"
    docker compose up -d --no-deps "$service"
    [ "$service" = backup ] || wait_healthy "$service"
done

if ! git diff --quiet "$before" "$version" -- deploy/nginx; then
    # a second in which connections are refused
    echo "5. nginx, whose settings have changed"
    docker compose up -d --no-deps --force-recreate nginx
fi
echo "$version serves"
