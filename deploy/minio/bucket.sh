#!/bin/sh
# Runs in the mc image: makes the private bucket, and a user whose key opens this bucket alone. May run again.
set -eu
mc alias set local http://minio:9000 "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD" >/dev/null
mc mb --ignore-existing local/teplo
mc anonymous set none local/teplo
mc admin user add local "$S3_ACCESS_KEY_ID" "$S3_SECRET_ACCESS_KEY"
mc admin policy create local teplo /deploy/policy.json
mc admin policy attach local teplo --user "$S3_ACCESS_KEY_ID" 2>/dev/null || true
