#!/bin/sh
# Runs inside the nginx image before nginx: takes the certificate of Let's Encrypt, or makes a placeholder until there is
# one, and afterwards looks once a minute whether a new one has come.
set -eu
source_dir=/etc/letsencrypt/live/teplo
mkdir -p "$CERTIFICATE_DIR"

take() {
    [ -s "$source_dir/fullchain.pem" ] && [ -s "$source_dir/privkey.pem" ] || return 1
    cmp -s "$source_dir/fullchain.pem" "$CERTIFICATE_DIR/fullchain.pem" && return 1
    cp -L "$source_dir/privkey.pem" "$source_dir/fullchain.pem" "$CERTIFICATE_DIR/"
}

take || true
if [ ! -s "$CERTIFICATE_DIR/fullchain.pem" ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$PUBLIC_HOST" \
        -keyout "$CERTIFICATE_DIR/privkey.pem" -out "$CERTIFICATE_DIR/fullchain.pem" 2>/dev/null
    echo "nginx starts with a placeholder certificate: docs/deployment.md says how to ask for a real one"
fi
(while sleep 60; do if take; then nginx -s reload; fi; done) &
