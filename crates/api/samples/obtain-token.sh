#!/bin/sh
# Signs in and tells until when the token is valid.
# It needs curl and jq.
#
# Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
#   sh obtain-token.sh
#
# The server's own certificate: CURL_CA_BUNDLE=ca.pem sh …
# In a lab, curl's --insecure (-k) skips the check; elsewhere
# it hands the password to whoever sits in between.
set -eu

# Through jq and a pipe, the password is well quoted and in no
# list of processes.
answer=$(
    jq --null-input '{login: env.VMS_LOGIN, password: env.VMS_PASSWORD}' |
        curl --silent --show-error --request POST \
            --url "$VMS_URL/api/admin/v1/auth/token" \
            --header 'Content-Type: application/json' \
            --header 'Accept: application/json' \
            --data @- \
            --write-out '\n%{http_code}'
)
status=${answer##*
}
body=${answer%
*}

case $status in
200)
    # The token is .access_token: send it as `Authorization: Bearer …`.
    printf '%s' "$body" | jq --raw-output '"valid until \(.expires_at)"'
    ;;
422)
    printf '%s' "$body" | jq --raw-output \
        '.errors | to_entries[] | "\(.key): \(.value | join(", "))"' >&2
    exit 1
    ;;
*)
    echo "unexpected answer: $status" >&2
    exit 1
    ;;
esac
