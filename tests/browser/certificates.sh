#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# certificates.sh FOLDER: makes a certificate authority for a test, trusted in FOLDER/nssdb, and a certificate of its
# for the test's hosts, valid for a day.
set -eu
cd "$1"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj "/CN=test authority" \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign" -keyout ca.key -out ca.crt
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=site.test" -keyout server.key -out server.csr
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 1 -out server.crt \
    -extfile <(printf 'subjectAltName=DNS:site.test,DNS:www.site.test,DNS:other.test,DNS:hsts.test,DNS:demo.test\nextendedKeyUsage=serverAuth\n')
rm -rf nssdb
mkdir nssdb
certutil -N -d sql:nssdb --empty-password
certutil -A -d sql:nssdb -n "test authority" -t "C,," -i ca.crt
