"""Signs in through the client that openapi-python-client made of the document."""

import os

from client import Client
from client.api.authentication import obtain_token
from client.models import CameraGroupFlag, Token, TokenRequest, ValidationFailure


def main() -> None:
    client = Client(base_url=os.environ["VMS_URL"], headers={"Accept": "application/json"})
    login, password = os.environ["VMS_LOGIN"], os.environ["VMS_PASSWORD"]

    token = obtain_token.sync(client=client, body=TokenRequest(login=login, password=password))
    assert isinstance(token, Token), token
    name: str = token.user.name
    permission: str = token.user.permissions[0].display_name
    nothing: str | None = token.user.expired_at
    is_house: CameraGroupFlag = token.user.admin_camera_groups[0].is_house
    date: str = token.user.created_at
    assert name == "Name"
    assert permission == "Updating a video Stream"
    assert nothing is None
    assert is_house == 0
    assert date == "2022-03-24 11:26:58"

    refused = obtain_token.sync_detailed(client=client, body=TokenRequest(login=login, password="wrong"))
    assert refused.status_code == 422
    assert isinstance(refused.parsed, ValidationFailure)
    reasons: list[str] = refused.parsed.errors["login"]
    assert reasons, "expected a reason for `login`"
    print(f"signed in as {name}")


main()
