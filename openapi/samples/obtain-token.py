"""Signs in and tells until when the token is valid.

    VMS_URL=https://vms.example.org VMS_LOGIN=user@mail.com VMS_PASSWORD=… python3 obtain-token.py

The server's own certificate: SSL_CERT_FILE=ca.pem in front.
"""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

credentials = {"login": os.environ["VMS_LOGIN"], "password": os.environ["VMS_PASSWORD"]}
request = Request(
    os.environ["VMS_URL"] + "/api/admin/v1/auth/token",
    method="POST",
    headers={"Content-Type": "application/json", "Accept": "application/json"},
    data=json.dumps(credentials).encode(),
)

try:
    with urlopen(request) as answer:
        token = json.load(answer)
except HTTPError as refused:
    if refused.code != 422:
        sys.exit(f"unexpected answer: {refused.code}")
    failure = json.load(refused)
    sys.exit("\n".join(f"{field}: {', '.join(reasons)}" for field, reasons in failure["errors"].items()))

# The token is token["access_token"]: send it as `Authorization: Bearer …`.
print("valid until", token["expires_at"])
