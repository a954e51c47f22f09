"""Signs in and tells until when the token is valid.

Set VMS_URL (https://vms.example.org), VMS_LOGIN, VMS_PASSWORD:
    python3 obtain-token.py

The server's own certificate: SSL_CERT_FILE=ca.pem python3 …
"""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

credentials = {
    "login": os.environ["VMS_LOGIN"],
    "password": os.environ["VMS_PASSWORD"],
}
request = Request(
    os.environ["VMS_URL"] + "/api/admin/v1/auth/token",
    method="POST",
    headers={
        "Content-Type": "application/json",
        "Accept": "application/json",
    },
    data=json.dumps(credentials).encode(),
)

try:
    with urlopen(request) as answer:
        token = json.load(answer)
except HTTPError as refused:
    if refused.code != 422:
        sys.exit(f"unexpected answer: {refused.code}")
    errors = json.load(refused)["errors"]
    for field, reasons in errors.items():
        print(f"{field}: {', '.join(reasons)}", file=sys.stderr)
    sys.exit(1)

# Send token["access_token"] as `Authorization: Bearer …`.
print("valid until", token["expires_at"])
