"""Signs in through the Python client that openapi-generator made of the document."""

import os

from pydantic import SecretStr
from vms_admin import ApiClient, AuthenticationApi, Configuration, TokenRequest, ValidationFailure
from vms_admin.exceptions import UnprocessableEntityException


def main() -> None:
    api = AuthenticationApi(ApiClient(Configuration(host=os.environ["VMS_URL"])))
    login, password = os.environ["VMS_LOGIN"], os.environ["VMS_PASSWORD"]

    token = api.obtain_token(TokenRequest(login=login, password=SecretStr(password)))
    name: str = token.user.name
    permission: str = token.user.permissions[0].display_name
    nothing: str | None = token.user.expired_at
    is_house: int = token.user.admin_camera_groups[0].is_house
    date: str = token.user.created_at
    assert name == "Name"
    assert permission == "Updating a video Stream"
    assert nothing is None
    assert is_house == 0
    assert date == "2022-03-24 11:26:58"

    try:
        api.obtain_token(TokenRequest(login=login, password=SecretStr("wrong")))
    except UnprocessableEntityException as refused:
        assert isinstance(refused.data, ValidationFailure)
        reasons: list[str] = refused.data.errors["login"]
        assert reasons, "expected a reason for `login`"
    else:
        raise AssertionError("expected a refusal")
    print(f"signed in as {name}")


main()
